/** Finding an organisation that a catalogue, written for a whole province, names by its part in each commune. */
import type { Organisation, OrganisationTree } from './organisation.ts'

/**
 * Units of a commune are called `<commune id>.<key>` (`25459.tu-phap`). A catalogue may name the key alone, the unit of the
 * commune itself, or another commune's (a catalogue copied from a neighbour): each finds this commune's own unit.
 */
export function findResolvingUnit(
  tree: OrganisationTree,
  communeId: string,
  resolvingUnitId: string | null,
): Organisation | null {
  if (resolvingUnitId === null) return null
  const key = resolvingUnitId.slice(resolvingUnitId.indexOf('.') + 1)
  const own = tree.organisations.find((organisation) => organisation.id === `${communeId}.${key}`)
  return own ?? tree.organisations.find((organisation) => organisation.id === resolvingUnitId) ?? null
}

/** The node and everything above it, nearest first. A broken or circular tree ends the walk instead of hanging it. */
export function listAncestors(tree: OrganisationTree, id: string): Organisation[] {
  const byId = new Map(tree.organisations.map((organisation) => [organisation.id, organisation]))
  const path: Organisation[] = []
  for (let node = byId.get(id); node !== undefined && !path.includes(node); node = byId.get(node.parentId ?? ''))
    path.push(node)
  return path
}
