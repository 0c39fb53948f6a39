/** This desk's knowledge of its room, in memory and on the disk: what holds, holds at once; a write that failed is taken back. */
import type { RoomMember } from '../../../shared/queue/room-wire.ts'
import type { Disk } from '../disk/disk.ts'
import { errorName, type Log } from '../log.ts'
import { Serial } from '../serial.ts'
import type { Place } from './knock.ts'
import { findMember, readRoomFile, writeRoomFile, type RoomFile } from './room-file.ts'

export interface RoomBookOptions {
  disk: Disk
  /** `<dataFolder>/room` */
  folder: string
  deskId: string
  log: Log
}

export class RoomBook {
  readonly #options: RoomBookOptions
  readonly #writes = new Serial()
  #file: RoomFile | null

  private constructor(options: RoomBookOptions, file: RoomFile | null) {
    this.#options = options
    this.#file = file
  }

  static async open(options: RoomBookOptions): Promise<RoomBook> {
    const { disk, folder, deskId, log } = options
    const file = await readRoomFile(disk, folder, log)
    return new RoomBook(options, file !== null && findMember(file, deskId) !== null ? file : null)
  }

  /** Knows of no room and looks for none: a practice desk, whatever lies in its folder. */
  static blank(options: RoomBookOptions): RoomBook {
    return new RoomBook(options, null)
  }

  /** null: in no room. */
  get file(): RoomFile | null {
    return this.#file
  }

  /** Of this desk; 1 also in no room. */
  get series(): number {
    return this.find(this.#options.deskId)?.series ?? 1
  }

  get isFounder(): boolean {
    return this.#file !== null && this.series === 1
  }

  find(deskId: string): RoomMember | null {
    return this.#file === null ? null : findMember(this.#file, deskId)
  }

  /** Where the keeper may be, the likeliest first. */
  places(): Place[] {
    const file = this.#file
    if (file === null) return []
    const others = file.members.filter(({ deskId }) => deskId !== this.#options.deskId)
    const hosts = new Set([file.keeperHost, this.find(file.keeperId)?.address, ...others.map(({ address }) => address)])
    return [...hosts].flatMap((host) => (host == null ? [] : [{ host, port: file.port }]))
  }

  /** false: the disk did not take it, and it does not hold. */
  save(file: RoomFile | null): Promise<boolean> {
    const before = this.#file
    this.#file = file
    const { disk, folder, log } = this.#options
    return this.#writes
      .run(() => writeRoomFile(disk, folder, file))
      .then(
        () => true,
        (error: unknown) => {
          if (this.#file === file) this.#file = before
          log.error({ error: errorName(error) }, 'room: not written')
          return false
        },
      )
  }

  /** false also in no room. */
  async change(change: Partial<RoomFile>): Promise<boolean> {
    return this.#file !== null && (await this.save({ ...this.#file, ...change }))
  }

  settled(): Promise<void> {
    return this.#writes.run(async () => undefined)
  }
}
