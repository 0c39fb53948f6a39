/** One paper of a dossier, from a row of its own or an item within the procedure's cell. */
import { foldWords, isBlank } from '../../table/cell.ts'
import { oneOf, text, whole, yesNo } from '../../table/readings.ts'
import type { Fields } from '../../table/table.ts'
import type { ProcedureComponent } from '../catalogue.ts'
import type { ComponentColumn } from './columns.ts'
import { kindWords } from './words.ts'

/** `id` null: to be made from the name. */
export type ReadComponent = Omit<ProcedureComponent, 'id'> & { id: string | null }
type ComponentField = Exclude<ComponentColumn, 'code' | 'version'>

/** null: reported. */
export function readComponent(fields: Fields<ComponentField>): ReadComponent | null {
  const name = fields.need('name', text(500))
  const kind = fields.read('kind', oneOf(kindWords))
  if (isBlank(fields.cell('kind'))) fields.add('kind', 'KIND_ASSUMED')
  const count = fields.read('count', whole(0, 99))
  const required = fields.read('required', yesNo)
  const condition = fields.read('condition', text(500)) ?? null
  const id = fields.read('id', text(80)) ?? null
  if (fields.failed || name === undefined) return null
  return { id, name, kind: kind ?? 'original', count: count ?? 1, required: required ?? condition === null, condition }
}

export function slugOf(name: string): string {
  return foldWords(name).replaceAll(' ', '-').slice(0, 60).replace(/-$/, '') || 'giay-to'
}

/**
 * Ids where none was written: what the same paper of the same procedure is called already, else the name without diacritics.
 * Dossiers point to papers by id, so an unchanged paper must keep it.
 */
export function giveIds(
  components: readonly ReadComponent[],
  before: readonly ProcedureComponent[],
): ProcedureComponent[] {
  const taken = new Set(components.flatMap(({ id }) => (id === null ? [] : [id])))
  const known = new Map(before.map(({ id, name }) => [foldWords(name), id]))
  return components.map((component) => {
    if (component.id !== null) return { ...component, id: component.id }
    const wished = known.get(foldWords(component.name)) ?? slugOf(component.name)
    let id = wished
    for (let count = 2; taken.has(id); count += 1) id = `${wished}-${count}`
    taken.add(id)
    return { ...component, id }
  })
}
