/** What can be imported from a file, each as the page needs it: planned, shown, published, exported. */
import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../shared/dossier/canonical.ts'
import { describeCalendars } from '../../../shared/deadline/import/compare.ts'
import { writeCalendar } from '../../../shared/deadline/import/write-calendar.ts'
import { describeForms } from '../../../shared/forms/import/describe-changes.ts'
import { describeGaps } from '../../../shared/procedure/import/preview.ts'
import { writeCatalogue } from '../../../shared/procedure/import/write-catalogue.ts'
import type { Sheet } from '../../../shared/table/cell.ts'
import type { Language } from '../../../shared/text/language.ts'
import type { TableProblem } from '../../../shared/table/report.ts'
import { findCalendar, planCalendar, publishCalendar } from '../../import/calendar.ts'
import { findCatalogue, planCatalogue, publishCatalogue } from '../../import/catalogue.ts'
import { exportForms, planFormsFile, publishForms } from '../../import/forms.ts'
import { describeScheduled } from '../../import/moments.ts'
import type { TemplateName } from '../../import/templates.ts'
import type { Store } from '../../store/store.ts'
import type { Html } from './html.ts'
import { showCatalogueChanges, showLines, showMoved, showWarnings } from './import-report.ts'

export interface ImportRequest {
  bytes: Uint8Array
  fileName: string
  communeId: string | null
  version: string | null
  add: boolean
  now: number
  inForceFrom: Date | null
  /** Of the preview. */
  language: Language
}

export interface Planned {
  problems: TableProblem[]
  /** null: there is an error. */
  ready: {
    version: string
    /** Of what would be published and what it was compared with: a confirmation is for what was seen, or for nothing. */
    seen: string
    changes: boolean
    preview: Html[]
    publish(inForceFrom: Date | null): Promise<void>
  } | null
}

export interface ImportKind {
  /** Of its words. */
  name: 'catalogue' | 'calendar' | 'forms'
  path: string
  /** null: what is exported is what is corrected. */
  template: TemplateName | null
  exportName: string
  /** Whether a file may hold only what changes. */
  canAdd: boolean
  plan(store: Store, request: ImportRequest): Promise<Planned>
  /** What kinds of file the page names. */
  files: 'tables' | 'json'
  /** null: nothing is in force. */
  export(store: Store, communeId: string | null): Promise<Sheet[] | { json: unknown } | null>
}

function seenOf(body: object, replaces: string | null): string {
  // Where the file does not say it, it is the moment of the import.
  return createHash('sha256')
    .update(`${replaces ?? ''}\n${canonicalJson({ ...body, publishedAt: '' })}`)
    .digest('base64url')
}

const catalogue: ImportKind = {
  name: 'catalogue',
  path: '/admin/catalogue',
  template: 'catalogue-template',
  exportName: 'danh-muc-thu-tuc.xlsx',
  canAdd: true,
  async plan(store, { bytes, communeId, version, add, now, inForceFrom, language }) {
    const { problems, ready } = await planCatalogue(store, { bytes, communeId, version, add, now, inForceFrom })
    if (ready === null) return { problems, ready }
    const { catalogue, comparison, changes, replaces, scheduled, gaps } = ready
    return {
      problems,
      ready: {
        version: catalogue.version,
        seen: seenOf(catalogue, replaces),
        changes,
        preview: [
          ...showCatalogueChanges(comparison, catalogue, language),
          ...showWarnings([...describeGaps(gaps, language), ...describeScheduled(scheduled, language)]),
        ],
        publish: (inForceFrom) => publishCatalogue(store, catalogue, { communeId, inForceFrom }),
      },
    }
  },
  files: 'tables',
  async export(store, communeId) {
    const found = await findCatalogue(store, communeId)
    return found === null ? null : writeCatalogue(found)
  },
}

const calendar: ImportKind = {
  name: 'calendar',
  path: '/admin/calendar',
  template: 'calendar-template',
  exportName: 'lich-lam-viec.xlsx',
  canAdd: false,
  async plan(store, { bytes, fileName, communeId, version, language }) {
    const said = { source: fileName, ...(version === null ? {} : { version }) }
    const { problems, ready } = await planCalendar(store, { bytes, communeId, said })
    if (ready === null) return { problems, ready }
    const { calendar, comparison, moved, changes, replaces, scheduled } = ready
    return {
      problems,
      ready: {
        version: calendar.version,
        seen: seenOf(calendar, replaces),
        changes,
        preview: [
          showLines(describeCalendars(comparison, calendar, language), language),
          showMoved(moved, language),
          ...showWarnings(describeScheduled(scheduled, language)),
        ],
        publish: (inForceFrom) => publishCalendar(store, calendar, { communeId, inForceFrom }),
      },
    }
  },
  files: 'tables',
  async export(store, communeId) {
    const found = await findCalendar(store, communeId)
    return found === null ? null : writeCalendar(found)
  },
}

const forms: ImportKind = {
  name: 'forms',
  path: '/admin/forms',
  template: null,
  exportName: 'mau-giay.json',
  canAdd: false,
  files: 'json',
  async plan(store, { bytes, communeId, version, now, language }) {
    const { problems, list, changes, replaces, scheduled } = await planFormsFile(store, {
      bytes,
      communeId,
      version,
      now,
    })
    if (list === null) return { problems, ready: null }
    return {
      problems,
      ready: {
        version: list.version,
        seen: seenOf(list, replaces),
        changes: changes.length > 0,
        preview: [
          showLines(describeForms(changes, language), language),
          ...showWarnings(describeScheduled(scheduled, language)),
        ],
        publish: (inForceFrom) => publishForms(store, list, { communeId, inForceFrom }),
      },
    }
  },
  async export(store, communeId) {
    return { json: (await exportForms(store, communeId)).forms }
  },
}

export const importKinds: readonly ImportKind[] = [catalogue, calendar, forms]
