import { useCallback, useMemo } from 'react'
import type { WorkingCalendar } from '../../../shared/deadline/calendar.ts'
import { dossierAsOf } from '../../../shared/indicator/period.ts'
import type { Period } from '../../../shared/indicator/period.ts'
import { columnsOf, sumReport } from '../../../shared/indicator/report-ii06a.ts'
import type { ReportColumn, ReportII06a } from '../../../shared/indicator/report-ii06a.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useDossierFacts } from '../../app/dossiers/use-dossier-facts.ts'
import type { DossierFacts } from '../../app/dossiers/use-dossier-facts.ts'
import type { DossierRecord } from '../../database/desk-database.ts'
import { localInstant } from '../../ui/time.ts'

/** A dossier as it is counted, and what a list of those behind a figure shows. */
export interface Counted {
  id: string
  field: string
  columns: ReportColumn[]
  code: string
  procedure: string
  person: string
  receivedAt: string
  dueAt: string | null
  finishedAt: string | null
}

export interface Report {
  report: ReportII06a
  counted: Counted[]
  state: DossierFacts<Counted>['state']
  retry: () => void
}

/** A period that still runs ends now for its report: nothing is overdue before its day. The second after `now` is left out. */
function endOf(until: string, now: Date): string {
  return Date.parse(until) <= now.getTime() ? until : localInstant(new Date(now.getTime() + 1000))
}

export function useReport(period: Period, calendar: WorkingCalendar): Report {
  const { from, until } = period
  const { now } = useDesk()
  const pick = useCallback(
    ({ events }: DossierRecord): Counted | null => {
      const asOf = endOf(until, now())
      const dossier = dossierAsOf(events, asOf)
      const columns = columnsOf(dossier, { from, until: asOf }, calendar)
      if (columns.length === 0) return null
      return {
        id: dossier.id,
        field: dossier.procedure.field,
        columns,
        code: dossier.number.code,
        procedure: dossier.procedure.name,
        person: (dossier.owner ?? dossier.submitter).name,
        receivedAt: dossier.receivedAt,
        dueAt: dossier.judgedDueAt,
        finishedAt: dossier.finishedAt,
      }
    },
    [from, until, calendar, now],
  )
  const { facts, state, retry } = useDossierFacts({ receivedTo: until.slice(0, 10) }, pick)
  return useMemo(() => {
    const counted = [...facts.values()]
    return { report: sumReport(counted, { from, until }), counted, state, retry }
  }, [facts, from, until, state, retry])
}
