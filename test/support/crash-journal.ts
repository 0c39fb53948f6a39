/** The journal that a killed child and its test both open: same key, same desk, on the real disk. */
import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { nodeDisk } from '../../electron/services/disk/node-disk.ts'
import { Journal } from '../../electron/services/journal/journal.ts'
import { silentLog } from '../../electron/services/log.ts'
import { sampleCommuneId } from './event-builder.ts'
import { testDataKey } from './journal-harness.ts'

const seed = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, 3)])
const privateKey = createPrivateKey({ key: seed, format: 'der', type: 'pkcs8' })
export const crashPublicKey: KeyObject = createPublicKey(privateKey)

export function openCrashJournal(folder: string): Promise<Journal> {
  return Journal.open({
    folder: join(folder, 'journal'),
    disk: nodeDisk,
    dataKey: testDataKey,
    desk: {
      deskId: 'desk-1',
      communeId: sampleCommuneId,
      sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
    },
    log: silentLog,
    now: Date.now,
    skewMs: () => 0,
    hasRoom: async () => true,
    segmentBytes: 20_000,
  })
}
