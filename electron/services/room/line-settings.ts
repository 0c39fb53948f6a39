import { connect, type Socket } from 'node:net'
import type { Place } from './knock.ts'

/** How long the desks of a room wait for each other, in milliseconds. Tests run the same code with shorter times. */
export interface LineSettings {
  /** Between two signs of life. */
  beat: number
  /** Without a sign of life the other side is gone: a pulled cable says nothing. */
  silence: number
  /** For the first lines of a connection, in which it is settled who calls. */
  greeting: number
  /** For a connection to come about. */
  dial: number
  /** Between two rounds of looking for the keeper. */
  retry: number
  /** For the answer to a command; then nobody knows whether it was carried out, and the screen says so. */
  answer: number
  /** Between two looks whether another desk keeps the queue, too; and between two tries to listen. */
  lookAround: number
  /** A raw connection; TLS goes over it. Rejects, or breaks off, when nobody is there. */
  connect: (place: Place) => Promise<Socket>
}

export const usualSettings: LineSettings = {
  beat: 2000,
  silence: 6000,
  greeting: 10_000,
  dial: 3000,
  retry: 1000,
  answer: 6000,
  lookAround: 10_000,
  connect: async ({ host, port }) => connect({ host, port }),
}
