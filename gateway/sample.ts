/** The sample province: real places and procedures, invented officers with PINs that anyone may know. */
import { randomBytes, scryptSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { officerSchema, organisationTreeSchema } from '../shared/reference/organisation.ts'
import type { PinVerifier } from '../shared/reference/organisation.ts'
import { publish } from './admin.ts'
import type { Store } from './store/store.ts'

const cost = { N: 16_384, r: 8, p: 1 }

export interface SampleDesk {
  communeId: string
  organisationId: string
}

/** Seeds once: a province that has organisations already is left as it is. @returns where sample desks can be enrolled */
export async function seedSample(store: Store): Promise<SampleDesk[]> {
  const tree = organisationTreeSchema.parse(read('organisations.json'))
  const seeded = await store.db.selectFrom('reference').select('version').limit(1).executeTakeFirst()
  if (seeded === undefined) {
    await publish(store, 'organisations', tree)
    await publish(store, 'officers', withPins(read('officers.json')))
    await publish(store, 'calendar', read('calendar.json'))
    await publish(store, 'catalogue', read('catalogue.json'))
  }
  return tree.organisations.flatMap(({ kind, communeId, id }) =>
    kind === 'desk' && communeId !== null ? [{ communeId, organisationId: id }] : [],
  )
}

function read(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`sample/${name}`, import.meta.url), 'utf8'))
}

/** 1111, 2222, … in the order of the list; after 9999 again from the start. */
function withPins(list: unknown): unknown {
  const { version, officers } = z
    .object({ version: z.string(), officers: z.array(officerSchema.omit({ pin: true })) })
    .parse(list)
  const pinned = officers.map((officer, index) => ({
    ...officer,
    pin: makeVerifier(String((index % 9) + 1).repeat(4)),
  }))
  return { version, officers: pinned }
}

export function makeVerifier(pin: string): PinVerifier {
  const salt = randomBytes(16)
  const hash = scryptSync(pin, salt, 32, cost)
  return {
    algorithm: 'scrypt',
    cost: cost.N,
    blockSize: cost.r,
    parallelization: cost.p,
    salt: salt.toString('base64'),
    hash: hash.toString('base64'),
  }
}
