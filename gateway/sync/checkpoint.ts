/**
 * Where a desk is in its commune's positions. Opaque to desks, and sealed with a MAC: only a checkpoint that this gateway
 * gave can prove that the database has since gone back in time.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Checkpoint {
  epoch: string
  generation: number
  /** Every event at a position up to it was delivered. */
  floor: number
  /** The last dossier delivered since: its position and id. Equal to the floor and empty when nothing was left. */
  position: number
  dossierId: string
  /** Of `position`; empty at 0. */
  mark: string
}

const form =
  /^1\.(\d{1,9}-[A-Za-z0-9_-]{1,40})\.(\d{1,15})\.(\d{1,15})\.([0-9A-Za-z-]{0,36})\.([A-Za-z0-9_-]{0,12})\.([A-Za-z0-9_-]{22})$/

/** `seen` proves what was there when a push was answered; pulling on from it would skip other desks' events. */
export type CheckpointUse = 'checkpoint' | 'seen'

export interface CheckpointSeal {
  secret: Uint8Array
  communeId: string
  use: CheckpointUse
}

function macOf({ secret, communeId, use }: CheckpointSeal, text: string): Buffer {
  return createHmac('sha256', secret).update(`${use} ${communeId} ${text}`).digest().subarray(0, 16)
}

export function formatCheckpoint(seal: CheckpointSeal, checkpoint: Omit<Checkpoint, 'generation'>): string {
  const text = `1.${checkpoint.epoch}.${checkpoint.floor}.${checkpoint.position}.${checkpoint.dossierId}.${checkpoint.mark}`
  return `${text}.${macOf(seal, text).toString('base64url')}`
}

/** null: not one of ours. The desk then starts from the beginning, which costs time and loses nothing. */
export function readCheckpoint(seal: CheckpointSeal, sealed: string): Checkpoint | null {
  const match = form.exec(sealed)
  if (match === null) return null
  const [, epoch = '', floor, position, dossierId = '', mark = '', mac = ''] = match
  const expected = macOf(seal, sealed.slice(0, sealed.length - mac.length - 1))
  const given = Buffer.from(mac, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  const generation = Number.parseInt(epoch, 10)
  return { epoch, generation, floor: Number(floor), position: Number(position), dossierId, mark }
}
