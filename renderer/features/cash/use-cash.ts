import { useCallback, useMemo } from 'react'
import { cashOf } from '../../../shared/cash/cash-lines.ts'
import type { DossierCash } from '../../../shared/cash/cash-lines.ts'
import { cashReport } from '../../../shared/cash/cash-report.ts'
import type { CashFilter, CashReport } from '../../../shared/cash/cash-report.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useDossierFacts } from '../../app/dossiers/use-dossier-facts.ts'
import type { DossierFacts } from '../../app/dossiers/use-dossier-facts.ts'
import type { DossierRecord } from '../../database/desk-database.ts'

/** Money may be taken for a dossier received long ago: all are read once, and every day is then a sum in memory. */
const allDossiers = {}

export interface Cash {
  report: CashReport | null
  /** Who and which desks ever took money, for the filters. */
  officers: { value: string; label: string }[]
  desks: { value: string; label: string }[]
  state: DossierFacts<DossierCash>['state']
  retry: () => void
}

/** @param filter null: a day is wrong, there is nothing to sum */
export function useCash(filter: CashFilter | null): Cash {
  const { officers, info, reference } = useDesk()
  const { catalogue } = reference
  const pick = useCallback(
    ({ dossier, events }: DossierRecord): DossierCash | null => {
      const { code } = dossier.procedure
      const cash = cashOf(dossier, events, catalogue?.procedures.find((procedure) => procedure.code === code) ?? null)
      return cash.lines.length === 0 && cash.exempt === null ? null : cash
    },
    [catalogue],
  )
  const { facts, state, retry } = useDossierFacts(allDossiers, pick)
  return useMemo(() => {
    const officerName = (id: string) => officers.find((officer) => officer.id === id)?.name ?? id
    const deskName = (id: string) => (id === info.deskId && info.deskName !== '' ? info.deskName : id)
    const names = { officer: officerName, desk: deskName }
    const all = [...facts.values()].flatMap(({ lines, exempt }) => [...lines, ...(exempt === null ? [] : [exempt])])
    const choices = (ids: string[], name: (id: string) => string) =>
      [...new Set(ids)].map((value) => ({ value, label: name(value) }))
    return {
      report: filter === null ? null : cashReport(facts.values(), filter, names),
      officers: choices(
        all.map(({ officerId }) => officerId),
        officerName,
      ),
      desks: choices(
        all.map(({ deskId }) => deskId),
        deskName,
      ),
      state,
      retry,
    }
  }, [facts, filter, state, retry, officers, info])
}
