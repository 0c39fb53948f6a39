/** Who sits at the desk. Works from what the desk has on its disk; no network is asked. */
import type { SignInResult } from '../../../shared/bridge/contract.ts'
import type { Officer, OfficerProfile, OrganisationTree } from '../../../shared/reference/organisation.ts'
import type { HostEvents } from '../host-events.ts'
import type { Log } from '../log.ts'
import { Serial } from '../serial.ts'
import { triesBeforeLock, type LockOut } from './lock-out.ts'
import { checkPin } from './pin.ts'

export interface SessionOptions {
  /** The desk's own place in the tree. */
  organisationId: string
  dataKey: Uint8Array
  officers: () => readonly Officer[]
  tree: () => OrganisationTree | null
  lockOut: LockOut
  events: HostEvents
  log: Log
}

/** The officer of a right PIN, or why it counts for nothing. */
export type PinProof = { kind: 'proved'; officer: Officer } | Exclude<SignInResult, { kind: 'signedIn' }>

export class Session {
  readonly #options: SessionOptions
  readonly #serial = new Serial()
  #officerId: string | null = null

  constructor(options: SessionOptions) {
    this.#options = options
  }

  /** null: nobody is signed in. */
  get officerId(): string | null {
    return this.#officerId
  }

  /** Active officers of this desk's organisation and of what lies below it, and the commune's IT officers. */
  listOfficers(): OfficerProfile[] {
    return this.#eligible().map(({ pin: _pin, ...profile }) => profile)
  }

  /** One try at a time: several at once would each see the count before the others' failure. */
  signIn({ officerId, pin }: { officerId: string; pin: string }): Promise<SignInResult> {
    return this.#serial.run(() => this.#signIn(officerId, pin))
  }

  signOut(reason: 'signedOut' | 'hostStopped' = 'signedOut'): void {
    if (this.#officerId === null) return
    this.#options.log.info({ officerId: this.#officerId, reason }, 'signed out')
    this.#officerId = null
    this.#options.events.emit('session.ended', { reason })
  }

  /** After a new officer list: who is no longer of this desk works no further. */
  recheck(): void {
    if (this.#officerId !== null && this.#find(this.#officerId) === null) this.signOut()
  }

  /** Whether the PIN is the officer's, counted as a try like any other; who is signed in stays. */
  prove({ officerId, pin }: { officerId: string; pin: string }): Promise<PinProof> {
    return this.#serial.run(() => this.#prove(officerId, pin))
  }

  async #prove(officerId: string, pin: string): Promise<PinProof> {
    const { lockOut, log } = this.#options
    const officer = this.#find(officerId)
    if (officer === null) return { kind: 'unknownOfficer' }
    const waiting = lockOut.remaining(officerId)
    if (waiting > 0) return { kind: 'locked', retryAfterMs: waiting }
    await lockOut.countTry(officerId)
    if (!(await checkPin(pin, officer.pin))) {
      const failures = lockOut.failuresOf(officerId)
      log.warn({ officerId, failures }, 'wrong PIN')
      const retryAfterMs = lockOut.remaining(officerId)
      if (retryAfterMs > 0) return { kind: 'locked', retryAfterMs }
      return { kind: 'wrongPin', attemptsLeft: triesBeforeLock - failures }
    }
    await lockOut.forgive(officerId)
    return { kind: 'proved', officer }
  }

  async #signIn(officerId: string, pin: string): Promise<SignInResult> {
    const { log, dataKey } = this.#options
    const proof = await this.#prove(officerId, pin)
    if (proof.kind !== 'proved') return proof
    if (this.#officerId !== officerId) this.signOut()
    this.#officerId = officerId
    log.info({ officerId }, 'signed in')
    const { pin: _pin, ...profile } = proof.officer
    return { kind: 'signedIn', officer: profile, dataKey: new Uint8Array(dataKey) }
  }

  #find(officerId: string): Officer | null {
    return this.#eligible().find((officer) => officer.id === officerId) ?? null
  }

  #eligible(): Officer[] {
    const { organisationId, officers } = this.#options
    const tree = this.#options.tree()
    const places = subtreeOf(organisationId, tree)
    const commune = communeOf(organisationId, tree)
    const belongs = ({ roles, organisationId: place }: Officer) =>
      places.has(place) || (roles.includes('it') && commune.has(place))
    return officers().filter((officer) => officer.active && belongs(officer))
  }
}

/** A node is visited once, so that a circular tree ends. Without a tree the desk's own organisation is all that is known. */
export function subtreeOf(rootId: string, tree: OrganisationTree | null): Set<string> {
  const found = new Set([rootId])
  for (const id of found)
    for (const organisation of tree?.organisations ?? []) if (organisation.parentId === id) found.add(organisation.id)
  return found
}

/** Every place of the same commune: whoever looks after its machines sits in another office than the desk. */
export function communeOf(organisationId: string, tree: OrganisationTree | null): Set<string> {
  const organisations = tree?.organisations ?? []
  const communeId = organisations.find(({ id }) => id === organisationId)?.communeId ?? null
  if (communeId === null) return new Set()
  return new Set(organisations.filter((place) => place.communeId === communeId).map(({ id }) => id))
}
