import { useTranslation } from 'react-i18next'
import type { HandoverParty } from '../../../shared/dossier/handover.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { deskUnit, listDestinations } from '../dossier/actions/units.ts'
import { officerParty, unitParty } from './batch.ts'

const keyOf = ({ kind, id }: HandoverParty) => `${kind}:${id}`

/** Everybody who may sign in here, but oneself; then the units that papers can go to. */
export function useReceivers() {
  const { t } = useTranslation('handover')
  const desk = useDesk()
  const { officers, officer, reference } = desk
  const people = officers.filter(({ id }) => id !== officer.id).map((one) => officerParty(one, reference.organisations))
  const units = listDestinations(desk, deskUnit(desk)).map(unitParty)
  const toOption = (party: HandoverParty) => ({
    value: keyOf(party),
    label: party.title === '' ? party.name : `${party.name} – ${party.title}`,
  })
  return {
    options: [
      { group: t('officers'), items: people.map(toOption) },
      { group: t('units'), items: units.map(toOption) },
    ],
    find: (key: string | null) => [...people, ...units].find((party) => keyOf(party) === key) ?? null,
  }
}
