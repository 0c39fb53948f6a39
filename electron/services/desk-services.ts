/** Everything that runs once a machine is a desk: its storage, its way to the province, and what goes on beside the officer. */
import { isAbsolute, join } from 'node:path'
import { Attachments } from './attachments/attachments.ts'
import { Background } from './background.ts'
import type { DeskFile } from './desk-file.ts'
import { healLater, monotonic, openStorage, type DeskContext, type DeskStorage } from './desk-storage.ts'
import type { Journal } from './journal/journal.ts'
import { errorName } from './log.ts'
import { TopUp } from './numbers/top-up.ts'
import { ProvinceClient } from './province/client.ts'
import { DeskToken } from './province/desk-token.ts'
import { createDispatcher, GatewayHttp, readExtraCa } from './province/http.ts'
import { Link } from './province/link.ts'
import { Live } from './province/live.ts'
import { Room } from './room/room.ts'
import { ReferenceRefresh } from './reference/reference-refresh.ts'

interface Way {
  http: GatewayHttp
  link: Link
  token: DeskToken
  province: ProvinceClient
}
export interface DeskServices extends DeskStorage, Omit<Way, 'http' | 'token'> {
  readonly desk: DeskFile
  readonly live: Live
  readonly attachments: Attachments
  readonly room: Room
  /** Leases numbers when they run low; nobody waits for it. */
  topUpNumbers(): void
  /** Fetches what the province has in force and leases numbers; resolves when that is done or was not possible. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

const catchUpInterval = 10 * 60_000
const backupInterval = 15 * 60_000
/** What was saved is in the second copy this soon: until then it lies on one disk only, unless the province has it. */
const copyDelay = 60_000
/** Not while a desk starts: the first minute belongs to the officer. */
const firstBackup = 60_000

/** Throws HostStartError when the vault or the journal cannot be opened; nothing is left running then. */
export async function startDesk(context: DeskContext, desk: DeskFile): Promise<DeskServices> {
  const { log, events } = context
  const link = new Link()
  const storage = await openStorage(context, desk, link)
  const way = await openWay(context, desk, storage, link)
  const background = new Background(log)
  const attachments = await openAttachments(context, storage, way, background)
  const room = await openRoom(context, desk, storage)
  const topUp = createTopUp(context, storage, way)
  const refresh = createRefresh(context, storage, way, () => void background.run(() => topUp.run()))
  const catchUp = () => background.run(() => refresh.run().then(() => topUp.run()))
  const onChanged = () => events.emit('province.changed', {})
  const live = new Live({ ...way, log, onChanged, onReference: () => void catchUp() })
  tellOfLink(context, link, { cameOnline: catchUp, retry: () => live.retryNow() })
  const backUp = (extent: 'changed' | 'all') =>
    void background.run(() => storage.backup.run(extent).then(() => undefined))
  const stopTimers = startTimers({
    catchUp: () => (link.state.online ? void catchUp() : undefined),
    backup: () => backUp('all'),
  })
  const stopCopying = copySoon(context, storage.journal, () => backUp('changed'))
  live.start()
  attachments.wake()
  healLater(context, storage.journal, background)
  return {
    ...storage,
    desk,
    link,
    province: way.province,
    live,
    attachments,
    room,
    topUpNumbers: () => void background.run(() => topUp.run()),
    catchUp,
    async stop() {
      stopTimers()
      stopCopying()
      attachments.stop()
      storage.session.signOut('hostStopped')
      await room.stop()
      await live.stop()
      await way.http.close()
      await background.stop()
      await storage.journal.close()
    },
  }
}

async function openWay(context: DeskContext, desk: DeskFile, { vault }: DeskStorage, link: Link): Promise<Way> {
  const { now } = context
  const http = await openHttp(context, desk)
  const token = new DeskToken({ http, link, deskId: desk.deskId, sign: vault.sign, now, monotonic })
  return { http, link, token, province: new ProvinceClient(http, token, link) }
}

async function openHttp({ dataFolder, log, now }: DeskContext, desk: DeskFile): Promise<GatewayHttp> {
  const { extraCaFile, gatewayUrl } = desk
  if (gatewayUrl === null) return new GatewayHttp(null, null, now)
  const path = extraCaFile === null || isAbsolute(extraCaFile) ? extraCaFile : join(dataFolder, extraCaFile)
  const extraCa = await readExtraCa(path).catch((error: unknown) => {
    // Without it the link fails and says why; intake must go on.
    log.error({ error: errorName(error) }, 'extra certificate authorities not read')
    return null
  })
  return new GatewayHttp(gatewayUrl, createDispatcher(gatewayUrl, extraCa), now)
}

function openAttachments(context: DeskContext, storage: DeskStorage, way: Way, background: Background) {
  const { disk, dataFolder, events, log, now, freeSpace } = context
  const folder = join(dataFolder, 'attachments')
  const hasRoom = () => freeSpace.check()
  const { dataKey } = storage.vault
  const spare = (id: string) => storage.copiedScans.get(id)
  return Attachments.open({ ...way, disk, folder, dataKey, events, background, log, now, hasRoom, spare })
}

function openRoom({ disk, dataFolder, events, now, log }: DeskContext, desk: DeskFile, { vault, queue }: DeskStorage) {
  return Room.open({ disk, folder: join(dataFolder, 'room'), desk, vault, queue, events, now, log })
}

function createTopUp({ now, log }: DeskContext, { numbers, references }: DeskStorage, { province }: Way): TopUp {
  const policy = () => references.inForce('catalogue')?.body.numbering ?? 'provisional'
  const calendar = () => references.inForce('calendar')?.body ?? null
  return new TopUp({ numbers, province, policy, calendar, now, log })
}

function createRefresh(context: DeskContext, storage: DeskStorage, { province }: Way, topUp: () => void) {
  const { events, log, now } = context
  return new ReferenceRefresh({
    store: storage.references,
    province,
    log,
    now,
    onChanged(kind) {
      events.emit('reference.changed', { kind })
      storage.session.recheck()
      if (kind === 'catalogue' || kind === 'calendar') topUp()
    },
  })
}

function tellOfLink({ events, log }: DeskContext, link: Link, act: { cameOnline: () => unknown; retry: () => void }) {
  link.onChange((state, before) => {
    events.emit('province.link', state)
    const { online, skewMs } = state
    log.info({ online, skewMs, reason: online ? '' : link.lostBecause }, 'link')
    const cameOnline = online && !before.online
    if (cameOnline) act.cameOnline()
    if (cameOnline || (before.cutByHand && !state.cutByHand)) act.retry()
  })
}

function copySoon(
  { events, copyDelay: delay = copyDelay }: DeskContext,
  journal: Journal,
  copy: () => void,
): () => void {
  let timer: NodeJS.Timeout | null = null
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = null
      copy()
    }, delay).unref()
  }
  journal.onCommitted = soon
  const stop = events.on('books.changed', soon)
  return () => {
    stop()
    journal.onCommitted = () => undefined
    if (timer !== null) clearTimeout(timer)
  }
}

function startTimers({ catchUp, backup }: { catchUp: () => void; backup: () => void }): () => void {
  const timers = [
    setInterval(catchUp, catchUpInterval),
    setTimeout(backup, firstBackup),
    setInterval(backup, backupInterval),
  ]
  for (const timer of timers) timer.unref()
  return () => timers.forEach((timer) => clearInterval(timer))
}
