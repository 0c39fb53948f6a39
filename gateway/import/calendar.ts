/** A year's working calendar, from a file to the desks. */
import { workingCalendarSchema } from '../../shared/deadline/calendar.ts'
import type { WorkingCalendar } from '../../shared/deadline/calendar.ts'
import { changesNoDay, compareCalendars } from '../../shared/deadline/import/compare.ts'
import type { CalendarComparison } from '../../shared/deadline/import/compare.ts'
import { readCalendar } from '../../shared/deadline/import/read-calendar.ts'
import type { CalendarContext } from '../../shared/deadline/import/read-calendar.ts'
import { readCalendarJson } from '../../shared/deadline/import/read-json.ts'
import type { TableProblem } from '../../shared/table/report.ts'
import { publishFor } from '../admin.ts'
import { listScheduled, listVersions, readReference, wholeProvince } from '../store/references.ts'
import type { Store } from '../store/store.ts'
import { findMoved } from './moved-dossiers.ts'
import type { MovedDossier } from './moved-dossiers.ts'
import { readImportFile } from './read-file.ts'

export interface CalendarImport {
  bytes: Uint8Array
  /** null: the whole province. */
  communeId: string | null
  /** Where the file does not say it. */
  said: CalendarContext['said']
}

export interface CalendarPlan {
  problems: TableProblem[]
  /** null: there is an error, and nothing is imported. */
  ready: {
    calendar: WorkingCalendar
    comparison: CalendarComparison
    /** Open dossiers whose promised date the new calendar would not give. The promise stands. */
    moved: MovedDossier[]
    changes: boolean
    /** Version that was compared with. */
    replaces: string | null
    scheduled: { version: string; from: Date }[]
  } | null
}

export async function planCalendar(store: Store, { bytes, communeId, said }: CalendarImport): Promise<CalendarPlan> {
  const file = await readImportFile(bytes)
  if (file.kind === 'unreadable') return { problems: file.problems, ready: null }
  const current = await findCalendar(store, communeId)
  const knownVersions = await listVersions(store, communeId ?? wholeProvince, 'calendar')
  const context = { current, said, knownVersions }
  const { calendar, problems } =
    file.kind === 'json' ? readCalendarJson(file.value, context) : readCalendar(file.sheets, context)
  if (calendar === null) return { problems, ready: null }
  const scheduled = await listScheduled(store, communeId ?? wholeProvince, 'calendar')
  const comparison = compareCalendars(current, calendar)
  const moved = current === null || changesNoDay(comparison) ? [] : await findMoved(store, communeId, current, calendar)
  const changes = current === null || current.version !== calendar.version
  return { problems, ready: { calendar, comparison, moved, changes, replaces: current?.version ?? null, scheduled } }
}

/** null: none is in force. */
export async function findCalendar(store: Store, communeId: string | null): Promise<WorkingCalendar | null> {
  const found = await readReference(store, communeId ?? wholeProvince, 'calendar', null)
  return found === null ? null : workingCalendarSchema.parse(JSON.parse(found.body))
}

export async function publishCalendar(
  store: Store,
  calendar: WorkingCalendar,
  place: { communeId: string | null; inForceFrom: Date | null },
): Promise<void> {
  await publishFor(store, 'calendar', calendar, place)
}
