/** Who belongs to the room. Only the desk that opened it lets desks in and puts them out, and only while it keeps the queue. */
import { mostDesks, type RoomMember, type RoomRefusal } from '../../../shared/queue/room-wire.ts'
import { monotonic } from '../desk-storage.ts'
import type { Keeper } from './keeper.ts'
import { PairingCodes } from './pairing-code.ts'
import type { RoomBook } from './room-book.ts'
import { withAddress } from './room-file.ts'

export interface MembershipOptions {
  book: RoomBook
  deskId: string
  /** null: this desk does not keep the queue, or nobody can reach it. */
  door: () => Keeper | null
  onChange: () => void
}

export class Membership {
  readonly codes = new PairingCodes(monotonic)
  readonly #options: MembershipOptions

  constructor(options: MembershipOptions) {
    this.#options = options
  }

  makeCode(): 'DONE' | 'NOT_NOW' {
    const { book, door, onChange } = this.#options
    if (!book.isFounder || door() === null) return 'NOT_NOW'
    this.codes.make()
    onChange()
    return 'DONE'
  }

  async admit(joiner: Pick<RoomMember, 'deskId' | 'deskName' | 'publicKey'>): Promise<RoomMember | RoomRefusal> {
    const { book, door } = this.#options
    const { file } = book
    // The keeper's list holds for everybody: another one's would be overwritten by it.
    if (file === null || !book.isFounder || door() === null) return 'NOT_KEEPER'
    const known = book.find(joiner.deskId)
    // A desk that joins again may have lost what it gave out before: it gets another series, too.
    const others = file.members.filter(({ deskId }) => deskId !== joiner.deskId)
    if (others.length >= mostDesks || file.nextSeries > 99 || known?.series === 1) return 'FULL'
    const member = { ...joiner, series: file.nextSeries, address: null }
    if (!(await book.change({ members: [...others, member], nextSeries: file.nextSeries + 1 })))
      throw new Error('The room was not written.')
    this.#tell()
    return member
  }

  async remove(deskId: string): Promise<'DONE' | 'NOT_NOW' | 'IO'> {
    const { book, door } = this.#options
    const { file } = book
    if (file === null || !book.isFounder || deskId === this.#options.deskId || door() === null) return 'NOT_NOW'
    if (!(await book.change({ members: file.members.filter((member) => member.deskId !== deskId) }))) return 'IO'
    door()?.dismiss(deskId)
    this.#tell()
    return 'DONE'
  }

  /** Where the others look for this desk, should it take over. */
  async noteAddress({ deskId }: RoomMember, address: string | null): Promise<void> {
    const { book } = this.#options
    const { file } = book
    if (file === null || address === null || book.find(deskId)?.address === address) return
    if (await book.change({ members: withAddress(file, deskId, address) })) this.#tell()
  }

  #tell(): void {
    this.#options.door()?.tellMembers()
    this.#options.onChange()
  }
}
