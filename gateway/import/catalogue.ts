/** A province's or a commune's catalogue, from a file to the desks: read, compared, published. */
import { catalogueSchema } from '../../shared/procedure/catalogue.ts'
import type { Catalogue } from '../../shared/procedure/catalogue.ts'
import { changesNothing, compareCatalogues, findGaps, mergeInto } from '../../shared/procedure/import/compare.ts'
import type { CatalogueComparison, Gap } from '../../shared/procedure/import/compare.ts'
import { readCatalogue } from '../../shared/procedure/import/read-catalogue.ts'
import type { CatalogueContext } from '../../shared/procedure/import/read-catalogue.ts'
import { readCatalogueJson } from '../../shared/procedure/import/read-json.ts'
import { hasErrors, sortProblems } from '../../shared/table/report.ts'
import type { TableProblem } from '../../shared/table/report.ts'
import { publishFor } from '../admin.ts'
import { listScheduled, listVersions, readReference, wholeProvince } from '../store/references.ts'
import type { Store } from '../store/store.ts'
import { isoDay } from './moments.ts'
import { readImportFile } from './read-file.ts'

export interface CatalogueImport {
  bytes: Uint8Array
  /** null: the whole province. */
  communeId: string | null
  /** The file holds only what changes: other procedures stay. */
  add: boolean
  /** Of the version, where the file does not say it. */
  version: string | null
  /** Milliseconds since the epoch: the day of publication where the file does not say it. */
  now: number
  /** When desks get it; null: at once. */
  inForceFrom: Date | null
}

export interface CataloguePlan {
  problems: TableProblem[]
  /** null: there is an error, and nothing is imported. */
  ready: {
    catalogue: Catalogue
    comparison: CatalogueComparison
    changes: boolean
    /** Version that was compared with. */
    replaces: string | null
    /** On the day on which desks get it. */
    gaps: Gap[]
    scheduled: { version: string; from: Date }[]
  } | null
}

export async function planCatalogue(store: Store, request: CatalogueImport): Promise<CataloguePlan> {
  const file = await readImportFile(request.bytes)
  if (file.kind === 'unreadable') return { problems: file.problems, ready: null }
  const context = await readContext(store, request)
  const { catalogue, problems } =
    file.kind === 'json' ? readCatalogueJson(file.value, context) : readCatalogue(file.sheets, context)
  if (catalogue === null) return { problems, ready: null }
  const { current } = context
  const whole = request.add && current !== null ? mergeInto(current, catalogue) : catalogue
  // Procedures of the file against those that stay.
  const merged = whole === catalogue ? { catalogue, problems: [] } : readCatalogueJson(whole, context)
  const all = [...problems, ...merged.problems.filter(({ severity }) => severity === 'error')]
  if (merged.catalogue === null || hasErrors(all)) return { problems: sortProblems(all), ready: null }
  const scheduled = await listScheduled(store, request.communeId ?? wholeProvince, 'catalogue')
  const comparison = compareCatalogues(current, whole)
  const gaps = findGaps(current, whole, isoDay(request.inForceFrom ?? new Date(request.now)))
  const changes = current === null || whole.version !== current.version || !changesNothing(comparison)
  return {
    problems,
    ready: { catalogue: whole, comparison, changes, replaces: current?.version ?? null, scheduled, gaps },
  }
}

async function readContext(store: Store, request: CatalogueImport): Promise<CatalogueContext> {
  const communeId = request.communeId ?? wholeProvince
  const publishedAt = new Date(request.now).toISOString()
  return {
    current: await findCatalogue(store, request.communeId),
    units: await listUnits(store, request.communeId),
    said: request.version === null ? { publishedAt } : { publishedAt, version: request.version },
    knownVersions: await listVersions(store, communeId, 'catalogue'),
  }
}

/** null: none is in force. */
export async function findCatalogue(store: Store, communeId: string | null): Promise<Catalogue | null> {
  const found = await readReference(store, communeId ?? wholeProvince, 'catalogue', null)
  return found === null ? null : catalogueSchema.parse(JSON.parse(found.body))
}

async function listUnits({ db }: Store, communeId: string | null): Promise<{ id: string; name: string }[] | null> {
  const all = db.selectFrom('organisation').select(['id', 'name'])
  const units = await (communeId === null ? all : all.where('commune_id', 'in', [communeId, wholeProvince])).execute()
  return units.length === 0 ? null : units
}

export async function publishCatalogue(
  store: Store,
  catalogue: Catalogue,
  place: { communeId: string | null; inForceFrom: Date | null },
): Promise<void> {
  await publishFor(store, 'catalogue', catalogue, place)
}
