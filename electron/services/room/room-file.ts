/** What this desk knows of its room: who belongs to it, who keeps the queue, and where to look. Survives restarts. */
import { join } from 'node:path'
import { z } from 'zod'
import { hostSchema, membersSchema, portSchema, type RoomMember } from '../../../shared/queue/room-wire.ts'
import type { Disk } from '../disk/disk.ts'
import { readState, writeState } from '../disk/durable-file.ts'
import { errorName, type Log } from '../log.ts'

export const roomFileSchema = z.object({
  version: z.literal(1),
  roomId: z.uuid(),
  term: z.int().min(1),
  /** Which desk keeps the queue, as far as this one knows. */
  keeperId: z.string(),
  /** Of the whole room: whoever takes over listens there. */
  port: portSchema,
  /** Where this desk listens when it keeps the queue; null: where it was last connected from. */
  address: hostSchema.nullable(),
  /** Where the keeper was said to be by hand. */
  keeperHost: hostSchema.nullable(),
  members: membersSchema,
  /** A series that was given out is not given to another desk. */
  nextSeries: z.int().min(2),
  /** This desk kept the queue until it heard of another keeper, who does not know yet what it did. */
  owesTickets: z.boolean(),
})
export type RoomFile = z.infer<typeof roomFileSchema>

const pathIn = (folder: string) => join(folder, 'room.json')

/** null: the desk is in no room, or what it knew of it is damaged: it has to join again, under another series. */
export async function readRoomFile(disk: Disk, folder: string, log: Log): Promise<RoomFile | null> {
  try {
    const found = await readState(disk, pathIn(folder), roomFileSchema)
    if (found.kind === 'intact') return found.value
    if (found.kind === 'damaged') log.error({ reason: found.reason }, 'room file damaged')
  } catch (error) {
    log.error({ error: errorName(error) }, 'room file not read')
  }
  return null
}

export async function writeRoomFile(disk: Disk, folder: string, file: RoomFile | null): Promise<void> {
  await disk.makeFolder(folder)
  if (file === null) return disk.remove(pathIn(folder))
  await writeState(disk, pathIn(folder), file)
}

export function findMember(file: Pick<RoomFile, 'members'>, deskId: string): RoomMember | null {
  return file.members.find((member) => member.deskId === deskId) ?? null
}

/** The members, with where one of them is to be found. */
export function withAddress(file: Pick<RoomFile, 'members'>, deskId: string, address: string): RoomMember[] {
  return file.members.map((one) => (one.deskId === deskId ? { ...one, address } : one))
}

/** Whether the first is the keeper when both say so: who took over last, and of two at once the higher series. */
export function isAhead(a: { term: number; series: number }, b: { term: number; series: number }): boolean {
  return a.term === b.term ? a.series > b.series : a.term > b.term
}
