/** Which open dossiers a new calendar would promise another date. Nothing of them is changed: a promise is a person's to change. */
import type { WorkingCalendar } from '../../shared/deadline/calendar.ts'
import { timeLimitSchema } from '../../shared/deadline/due.ts'
import type { TimeLimit } from '../../shared/deadline/due.ts'
import { isWorkedOtherwise, wouldMove } from '../../shared/deadline/import/compare.ts'
import { formatDate } from '../../shared/table/readings.ts'
import type { Language } from '../../shared/text/language.ts'
import { anyOf } from '../store/arrays.ts'
import type { Store } from '../store/store.ts'
import { wordsIn } from '../words/language.ts'
import { z } from 'zod'

export interface MovedDossier {
  communeId: string
  number: string
  /** As promised. */
  dueAt: string
  /** What the new calendar says; null: supplements or apologies moved the promise, somebody has to look. */
  computed: string | null
}

/** In these nothing is owed any more. */
const ended = ['notAccepted', 'stopped', 'finished', 'returned'] as const
const batch = 500

export async function findMoved(
  store: Store,
  communeId: string | null,
  before: WorkingCalendar,
  after: WorkingCalendar,
): Promise<MovedDossier[]> {
  const open = await listOpen(store, communeId)
  const touched = open.filter(({ receivedAt, dueAt }) =>
    isWorkedOtherwise(receivedAt.slice(0, 10), dueAt.slice(0, 10), before, after),
  )
  const moved: MovedDossier[] = []
  for (let at = 0; at < touched.length; at += batch) {
    const some = touched.slice(at, at + batch)
    const limits = await readLimits(store, some)
    for (const { id, communeId, number, receivedAt, dueAt } of some) {
      const found = wouldMove({ receivedAt, dueAt, limit: limits.get(`${communeId}/${id}`) ?? null }, before, after)
      if (found !== null) moved.push({ communeId, number, dueAt, computed: found.computed })
    }
  }
  return moved.sort((a, b) => (a.number < b.number ? -1 : 1))
}

interface Open {
  id: string
  communeId: string
  number: string
  receivedAt: string
  dueAt: string
}

/** Of the communes that the calendar is for: a commune with one of its own does not follow the province's. */
async function listOpen({ db }: Store, communeId: string | null): Promise<Open[]> {
  const base = db
    .selectFrom('dossier')
    .select(['id', 'commune_id', 'number', 'received_at', 'due_at'])
    .where('due_at', 'is not', null)
    .where('status', 'not in', [...ended])
  const rows = await (
    communeId === null
      ? base.where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('reference')
                .select('version')
                .whereRef('reference.commune_id', '=', 'dossier.commune_id')
                .where('kind', '=', 'calendar'),
            ),
          ),
        )
      : base.where('commune_id', '=', communeId)
  ).execute()
  return rows.map((row) => ({
    id: row.id,
    communeId: row.commune_id,
    number: row.number,
    receivedAt: row.received_at,
    dueAt: row.due_at ?? '',
  }))
}

const receiptSchema = z.object({
  type: z.literal('received'),
  payload: z.object({ due: z.object({ limit: timeLimitSchema.nullable() }) }),
})

async function readLimits({ db }: Store, dossiers: readonly Open[]): Promise<Map<string, TimeLimit | null>> {
  const rows = await db
    .selectFrom('event')
    .select(['commune_id', 'dossier_id', 'body'])
    .where('dossier_id', '=', anyOf(dossiers.map(({ id }) => id)))
    .where('commune_id', '=', anyOf([...new Set(dossiers.map(({ communeId }) => communeId))]))
    .where('body', 'like', '%"type":"received"%')
    .execute()
  const limits = new Map<string, TimeLimit | null>()
  for (const row of rows) {
    const parsed = receiptSchema.safeParse(JSON.parse(row.body))
    if (parsed.success) limits.set(`${row.commune_id}/${row.dossier_id}`, parsed.data.payload.due.limit)
  }
  return limits
}

const shown = 500

export function describeMoved(moved: readonly MovedDossier[]): string[] {
  if (moved.length === 0) return ['Không hồ sơ đang giải quyết nào có ngày hẹn khác đi.']
  return [
    `${moved.length} hồ sơ đang giải quyết có ngày hẹn khác đi theo lịch mới. Ngày đã hẹn giữ nguyên; nếu cần, cán bộ xin lỗi và hẹn lại:`,
    ...moved.slice(0, shown).map((dossier) => `  ${dossier.number}: ${wordMove(dossier)}`),
    ...(moved.length > shown ? [`  … và ${moved.length - shown} hồ sơ nữa`] : []),
  ]
}

export function wordMove(
  { dueAt, computed }: Pick<MovedDossier, 'dueAt' | 'computed'>,
  language: Language = 'vi',
): string {
  const { report } = wordsIn(language)
  const word = (instant: string) => report.moment(instant.slice(11, 16), formatDate(instant.slice(0, 10)))
  return computed === null ? report.moveUnclear(word(dueAt)) : report.move(word(dueAt), word(computed))
}
