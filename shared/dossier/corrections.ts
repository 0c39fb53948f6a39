/** The closed set of fields that a correction may name, and how each is read and written. */
import type { Dossier } from './dossier.ts'
import type { PayloadOf } from './event.ts'

export type CorrectableField = PayloadOf<'corrected'>['field']
type Value = string | number | null

export function readField(dossier: Dossier, field: CorrectableField): Value {
  const [first, second] = field.split('.') as [string, string | undefined]
  const holder = second === undefined ? dossier : (dossier as unknown as Record<string, object | null>)[first]
  const value = (holder as Record<string, Value> | null)?.[second ?? first]
  return value ?? null
}

export function writeField(dossier: Dossier, field: CorrectableField, value: Value): void {
  const [first, second] = field.split('.') as [string, string | undefined]
  const holder = second === undefined ? dossier : (dossier as unknown as Record<string, object | null>)[first]
  if (holder !== null && holder !== undefined) (holder as Record<string, Value>)[second ?? first] = value
}
