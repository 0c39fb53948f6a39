/** A desk that does not keep the queue: looks for the keeper, holds the line, passes commands on, and knows when it cannot. */
import { applyDelta } from '../../../shared/queue/room-rules.ts'
import type { RoomCommand } from '../../../shared/queue/room-rules.ts'
import type { QueueState } from '../../../shared/queue/queue.ts'
import {
  fromKeeperSchema,
  type FromKeeper,
  type FromMember,
  type RoomOutcome,
} from '../../../shared/queue/room-wire.ts'
import { errorName, type Log } from '../log.ts'
import { knock, type Knocked, type Place, type RoomFacts } from './knock.ts'
import { clientClaim } from './proof.ts'
import { isAhead } from './room-file.ts'
import type { LineSettings } from './line-settings.ts'

export type SearchReason = 'NO_ANSWER' | 'NOT_A_ROOM' | 'WRONG_KEY' | 'NOT_A_MEMBER'
export type FollowerLink =
  { kind: 'connected'; keeperId: string } | { kind: 'searching'; sinceMs: number; reason: SearchReason | null }

export interface Entered {
  keeperId: string
  term: number
  /** This machine's own address on the way there. */
  localAddress: string | null
}
export type Told = Extract<FromKeeper, { kind: 'members' | 'adopted' | 'bye' }>

export interface FollowerOptions {
  deskId: string
  sign: (bytes: Uint8Array) => string
  room: () => RoomFacts
  /** Where the keeper may be, the likeliest first. */
  places: () => Place[]
  now: () => number
  log: Log
  settings: LineSettings
  onEntered: (at: Entered) => void
  onState: (state: QueueState) => void
  onTold: (told: Told) => void
  onLink: () => void
}

interface Pending {
  message: Extract<FromMember, { kind: 'act' }>
  settle: (outcome: RoomOutcome | 'NO_ANSWER') => void
}

const longestState = 32 * 1024 * 1024

export class Follower {
  readonly #options: FollowerOptions
  readonly #stopped = new AbortController()
  readonly #pending = new Map<string, Pending>()
  #line: Knocked | null = null
  #link: FollowerLink
  #kept: QueueState | null = null
  #yielding: ((term: number | null) => void) | null = null
  #wake: () => void = () => undefined
  #loop: Promise<void> = Promise.resolve()

  constructor(options: FollowerOptions) {
    this.#options = options
    this.#link = { kind: 'searching', sinceMs: options.now(), reason: null }
  }

  get link(): FollowerLink {
    return this.#link
  }

  /** What the keeper said last; null: nothing since this desk follows. */
  get kept(): QueueState | null {
    return this.#kept
  }

  start(): void {
    this.#loop = this.#run()
  }

  async stop(): Promise<void> {
    this.#stopped.abort()
    this.#line?.lines.end()
    this.#wake()
    await this.#loop
    for (const { settle } of this.#pending.values()) settle('NO_ANSWER')
  }

  /** Another round at once. */
  retryNow(): void {
    this.#wake()
  }

  /**
   * Refused at once without a keeper. Begun with one and cut off, it is sent again under its id to whoever keeps the queue
   * then; after a while nobody can say whether it was carried out.
   */
  act({ id, command, officerId }: RoomCommand): Promise<RoomOutcome | 'NO_KEEPER' | 'NO_ANSWER'> {
    if (this.#line === null) return Promise.resolve('NO_KEEPER')
    const message = { kind: 'act', id, command, officerId } as const
    return new Promise((resolve) => {
      const settle = (outcome: RoomOutcome | 'NO_ANSWER') => {
        clearTimeout(timer)
        this.#pending.delete(id)
        resolve(outcome)
      }
      const timer = setTimeout(() => settle('NO_ANSWER'), this.#options.settings.answer)
      this.#pending.set(id, { message, settle })
      this.#send(message)
    })
  }

  /** What was sent and not answered, when this desk keeps the queue itself from now on: it answers. */
  takePending(): Pending[] {
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    return pending
  }

  adopt(state: QueueState): void {
    const { date, tickets, counters } = state
    this.#send({ kind: 'adopt', state: { date, tickets, counters } })
  }

  /** The term from which this desk keeps the queue; null: the keeper did not say that it gave it up. */
  askToYield(address: string): Promise<number | null> {
    if (this.#line === null) return Promise.resolve(null)
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#yielding?.(null), this.#options.settings.answer)
      this.#yielding = (term) => {
        clearTimeout(timer)
        this.#yielding = null
        resolve(term)
      }
      this.#send({ kind: 'yield', address })
    })
  }

  #send(message: FromMember): void {
    this.#line?.lines.send(message)
  }

  async #run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const found = await this.#find().catch((error: unknown) => {
        this.#options.log.error({ error: errorName(error) }, 'looking for the keeper failed')
        return 'NO_ANSWER' as const
      })
      if (this.#stopped.signal.aborted) {
        if (typeof found !== 'string') found.lines.end()
      } else if (typeof found === 'string') this.#searching(found)
      else await this.#hold(found)
      if (!this.#stopped.signal.aborted) await this.#pause()
    }
  }

  /**
   * Everybody is asked; of several who keep the queue the latest one is it. The known keeper is not kept waiting for the
   * others: a machine that is off, or a firewall, answers nothing for seconds.
   */
  async #find(): Promise<Knocked | SearchReason> {
    const { settings, room, places } = this.#options
    const facts = room()
    const asked = places().map((place) => knock(place, facts, settings, this.#stopped.signal))
    const all = Promise.all(asked)
    const known = await firstThat(asked, (one) => one.member.deskId === facts.keeperId && one.hello.term >= facts.term)
    if (known !== null) {
      void all.then((answers) => endOthers(answers, known))
      return known
    }
    const answers = await all
    const open = answers.filter((answer) => typeof answer !== 'string')
    const [best] = open.sort((a, b) => (isAhead(standing(a), standing(b)) ? -1 : 1))
    if (best !== undefined) {
      endOthers(answers, best)
      return best
    }
    const wrong = answers.find((answer) => answer === 'WRONG_KEY' || answer === 'NOT_A_ROOM')
    return typeof wrong === 'string' ? wrong : 'NO_ANSWER'
  }

  /** Resolves when the line is gone. */
  #hold(line: Knocked): Promise<void> {
    const { deskId, sign, settings } = this.#options
    const { hello, fingerprint, lines } = line
    const { roomId, nonce } = hello
    const claim = clientClaim({ roomId, deskId: hello.deskId, fingerprint, callerId: deskId, nonce })
    const { signal } = this.#stopped
    return new Promise((resolve) => {
      // Before its first state nobody else knows of this line, and whoever stops this desk waits for its end.
      const end = () => lines.end()
      signal.addEventListener('abort', end)
      const beat = setInterval(() => lines.send({ kind: 'beat' }), settings.beat)
      const silence = setTimeout(() => lines.end(), settings.silence)
      line.listen(
        (value) => {
          silence.refresh()
          this.#receive(line, value)
        },
        () => {
          signal.removeEventListener('abort', end)
          clearInterval(beat)
          clearTimeout(silence)
          this.#lost(line)
          resolve()
        },
      )
      lines.allow(longestState)
      lines.send({ kind: 'enter', deskId, signature: sign(claim) })
    })
  }

  #receive(line: Knocked, value: unknown): void {
    const message = fromKeeperSchema.safeParse(value).data
    if (message === undefined) return line.lines.end('garbage')
    switch (message.kind) {
      case 'refused':
        this.#searching(message.code === 'NOT_A_MEMBER' ? 'NOT_A_MEMBER' : 'NO_ANSWER')
        return line.lines.end()
      case 'state':
        return this.#receiveState(line, message.delta)
      case 'answer':
        return this.#pending.get(message.id)?.settle(message.outcome)
      case 'yielded':
        return this.#yielding?.(message.term)
      case 'beat':
        return
      default:
        this.#options.onTold(message)
    }
  }

  #receiveState(line: Knocked, delta: Extract<FromKeeper, { kind: 'state' }>['delta']): void {
    const isFirst = this.#line !== line
    const next = applyDelta(isFirst ? null : this.#kept, delta)
    if (next === null) return line.lines.end('garbage')
    this.#kept = next
    if (isFirst) this.#entered(line)
    this.#options.onState(next)
  }

  #entered(line: Knocked): void {
    this.#line = line
    this.#link = { kind: 'connected', keeperId: line.member.deskId }
    const { hello, localAddress, member } = line
    this.#options.onEntered({ keeperId: member.deskId, term: hello.term, localAddress })
    this.#options.onLink()
    for (const { message } of this.#pending.values()) this.#send(message)
  }

  #lost(line: Knocked): void {
    if (this.#line !== line) return
    this.#line = null
    this.#yielding?.(null)
    this.#searching(null)
  }

  #searching(reason: SearchReason | null): void {
    const before = this.#link
    const sinceMs = before.kind === 'searching' ? before.sinceMs : this.#options.now()
    // A refusal says more than that the line then ended.
    this.#link = { kind: 'searching', sinceMs, reason: reason ?? (before.kind === 'searching' ? before.reason : null) }
    if (before.kind !== 'searching' || before.reason !== this.#link.reason) this.#options.onLink()
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.#options.settings.retry)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

const standing = ({ hello, member }: Knocked) => ({ term: hello.term, series: member.series })

/** null: none of them is. */
function firstThat(asked: Promise<Knocked | string>[], fits: (one: Knocked) => boolean): Promise<Knocked | null> {
  return new Promise((resolve, reject) => {
    for (const one of asked)
      one.then((answer) => typeof answer !== 'string' && fits(answer) && resolve(answer)).catch(reject)
    Promise.all(asked).then(() => resolve(null), reject)
  })
}

function endOthers(answers: (Knocked | string)[], kept: Knocked): void {
  for (const answer of answers) if (typeof answer !== 'string' && answer !== kept) answer.lines.end()
}
