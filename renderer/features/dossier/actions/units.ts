import type { Dossier } from '../../../../shared/dossier/dossier.ts'
import type { Unit } from '../../../../shared/dossier/event.ts'
import type { Desk } from '../../../app/desk-context.tsx'

/** The desk itself as one side of a handover: its organisation where the tree has one. */
export function deskUnit({ reference, officer, info }: Pick<Desk, 'reference' | 'officer' | 'info'>): Unit {
  const { organisations } = reference
  const own =
    organisations.find(({ id, kind }) => id === officer.organisationId && kind === 'desk') ??
    organisations.find(({ kind, communeId }) => kind === 'desk' && communeId === info.communeId)
  return own === undefined ? { id: info.deskId, name: info.deskName || info.deskId } : { id: own.id, name: own.name }
}

/** Where a dossier can go: units of this commune first, then agencies and other communes' desks. */
export function listDestinations({ reference, info }: Pick<Desk, 'reference' | 'info'>, from: Unit): Unit[] {
  const places = reference.organisations.filter(
    ({ id, kind }) => id !== from.id && kind !== 'province' && kind !== 'commune',
  )
  const nearness = (communeId: string | null) => (communeId === info.communeId ? 0 : communeId === null ? 1 : 2)
  return places.toSorted((a, b) => nearness(a.communeId) - nearness(b.communeId)).map(({ id, name }) => ({ id, name }))
}

/** Who has the papers now; the desk when nobody else does. */
export function holderOf(dossier: Dossier, desk: Unit): Unit {
  return dossier.holder ?? desk
}
