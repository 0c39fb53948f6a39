/** A desk as the province sees it: enrolled, with its own key and journal, without screens or disk. */
import { Attachments } from '../../electron/services/attachments/attachments.ts'
import { Background } from '../../electron/services/background.ts'
import { enrol } from '../../electron/services/enrol.ts'
import { readDeskFile } from '../../electron/services/desk-file.ts'
import { Journal } from '../../electron/services/journal/journal.ts'
import { HostEvents } from '../../electron/services/host-events.ts'
import { silentLog } from '../../electron/services/log.ts'
import { ProvinceClient } from '../../electron/services/province/client.ts'
import { DeskToken } from '../../electron/services/province/desk-token.ts'
import { createDispatcher, GatewayHttp } from '../../electron/services/province/http.ts'
import { Link } from '../../electron/services/province/link.ts'
import { Live } from '../../electron/services/province/live.ts'
import { openVault } from '../../electron/services/vault/vault.ts'
import type { Drafts } from './journal-harness.ts'
import { MemoryDisk } from './memory-disk.ts'
import { createTestShell } from './test-shell.ts'

const dataFolder = '/data'

export async function openProvinceDesk(gatewayUrl: string, code: string, onChanged: () => void = () => undefined) {
  const disk = new MemoryDisk()
  const shell = createTestShell()
  const place = { disk, dataFolder, shell, now: Date.now, log: silentLog }
  const request = { gatewayUrl, code, deskName: 'Quầy thử' }
  const result = await enrol(place, request)
  if (result.kind === 'failed') throw new Error(result.code)
  const desk = await readDeskFile(disk, dataFolder)
  const vault = await openVault({ disk, folder: `${dataFolder}/vault`, protector: shell.protector })
  if (desk === null || vault === null) throw new Error('not enrolled')
  const journal = await Journal.open({
    folder: `${dataFolder}/journal`,
    disk,
    dataKey: vault.dataKey,
    desk: { deskId: desk.deskId, communeId: desk.communeId, sign: vault.sign },
    log: silentLog,
    now: Date.now,
    skewMs: () => 0,
    hasRoom: async () => true,
  })
  const http = new GatewayHttp(gatewayUrl, createDispatcher(gatewayUrl, null), Date.now)
  const link = new Link()
  const { deskId } = desk
  const token = new DeskToken({
    http,
    link,
    deskId,
    sign: vault.sign,
    now: Date.now,
    monotonic: () => performance.now(),
  })
  const told = { changed: 0, reference: 0 }
  const live = new Live({
    http,
    token,
    link,
    log: silentLog,
    onChanged: () => {
      told.changed++
      onChanged()
    },
    onReference: () => void told.reference++,
    firstDelay: 10,
  })
  const background = new Background(silentLog)
  const attachments = await Attachments.open({
    disk,
    folder: `${dataFolder}/attachments`,
    dataKey: vault.dataKey,
    events: new HostEvents(silentLog),
    background,
    log: silentLog,
    now: Date.now,
    http,
    token,
    link,
    hasRoom: async () => true,
    chunkSize: 20_000,
    firstDelay: 10,
  })
  return {
    desk,
    vault,
    attachments,
    link,
    live,
    told,
    province: new ProvinceClient(http, token, link),
    async commit(drafts: Drafts) {
      const committed = await journal.commit({ drafts, officerId: 'can-bo-1' })
      if (committed.kind === 'failed') throw new Error(committed.code)
      return committed.events
    },
    /** The same machine asks once more. */
    enrolAgain: async () => {
      disk.delete(`${dataFolder}/desk.json`)
      const again = await enrol(place, request)
      return { again, desk: await readDeskFile(disk, dataFolder) }
    },
    async close() {
      attachments.stop()
      await live.stop()
      await http.close()
      await background.stop()
    },
  }
}
export type ProvinceDesk = Awaited<ReturnType<typeof openProvinceDesk>>
