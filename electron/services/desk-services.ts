/** Everything that runs once a machine is a desk, started in order and stopped in reverse. */
import { isAbsolute, join } from 'node:path'
import type { Shell } from '../shell/shell.ts'
import { Background } from './background.ts'
import type { DeskFile } from './desk-file.ts'
import type { Disk } from './disk/disk.ts'
import type { FreeSpace } from './disk/free-space.ts'
import { HostStartError } from './host-error.ts'
import type { HostEvents } from './host-events.ts'
import { Journal } from './journal/journal.ts'
import { readUsedCodes } from './journal/used-codes.ts'
import { errorName, type Log } from './log.ts'
import { Numbers } from './numbers/numbers.ts'
import { TopUp } from './numbers/top-up.ts'
import { ProvinceClient } from './province/client.ts'
import { DeskToken } from './province/desk-token.ts'
import { createDispatcher, GatewayHttp, readExtraCa } from './province/http.ts'
import { Link } from './province/link.ts'
import { Live } from './province/live.ts'
import { ReferenceRefresh } from './reference/reference-refresh.ts'
import { ReferenceStore } from './reference/reference-store.ts'
import { LockOut } from './session/lock-out.ts'
import { Session } from './session/session.ts'
import { openVault, type Vault } from './vault/vault.ts'

export interface DeskContext {
  dataFolder: string
  disk: Disk
  shell: Shell
  events: HostEvents
  log: Log
  now: () => number
  freeSpace: FreeSpace
}

export interface DeskServices {
  readonly desk: DeskFile
  readonly journal: Journal
  readonly session: Session
  readonly numbers: Numbers
  readonly references: ReferenceStore
  readonly province: ProvinceClient
  readonly link: Link
  readonly live: Live
  /** Leases numbers when they run low; nobody waits for it. */
  topUpNumbers(): void
  /** Fetches what the province has in force and leases numbers; resolves when that is done or was not possible. */
  catchUp(): Promise<void>
  stop(): Promise<void>
}

const refreshInterval = 10 * 60_000
const monotonic = () => performance.now()

/** Throws HostStartError when the vault or the journal cannot be opened; nothing is left running then. */
export async function startDesk(context: DeskContext, desk: DeskFile): Promise<DeskServices> {
  const { dataFolder, disk, events, log, now } = context
  const vault = await openVault({ disk, folder: join(dataFolder, 'vault'), protector: context.shell.protector })
  if (vault === null) throw new HostStartError('VAULT_MISSING')
  const link = new Link()
  const http = await openHttp(context, desk)
  const journal = await openJournal(context, desk, vault, link)
  const folder = join(dataFolder, 'reference')
  const references = await ReferenceStore.open({ disk, folder, dataKey: vault.dataKey, log, now })
  const session = await openSession(context, desk, vault, references)
  const numbers = await openNumbers(context, desk, journal, references)
  const token = new DeskToken({ http, link, deskId: desk.deskId, sign: vault.sign, now, monotonic })
  const province = new ProvinceClient(http, token, link)
  const policy = () => references.inForce('catalogue')?.body.numbering ?? 'provisional'
  const calendar = () => references.inForce('calendar')?.body ?? null
  const topUp = new TopUp({ numbers, province, policy, calendar, now, log })
  const background = new Background(log)
  const refresh = new ReferenceRefresh({
    store: references,
    province,
    log,
    now,
    onChanged(kind) {
      events.emit('reference.changed', { kind })
      session.recheck()
      if (kind === 'catalogue' || kind === 'calendar') void background.run(() => topUp.run())
    },
  })
  const catchUp = () => background.run(() => refresh.run().then(() => topUp.run()))
  const onChanged = () => events.emit('province.changed', {})
  const live = new Live({ http, token, link, log, onChanged, onReference: () => void catchUp() })
  link.onChange((state, before) => {
    events.emit('province.link', state)
    const { online, skewMs } = state
    log.info({ online, skewMs, reason: online ? '' : link.lostBecause }, 'link')
    if (state.online && !before.online) void catchUp()
    if ((state.online && !before.online) || (before.cutByHand && !state.cutByHand)) live.retryNow()
  })
  const timer = setInterval(() => {
    if (link.state.online) void catchUp()
  }, refreshInterval)
  timer.unref()
  live.start()
  return {
    desk,
    journal,
    session,
    numbers,
    references,
    province,
    link,
    live,
    topUpNumbers: () => void background.run(() => topUp.run()),
    catchUp,
    async stop() {
      clearInterval(timer)
      session.signOut('hostStopped')
      await live.stop()
      await http.close()
      await background.stop()
      await journal.close()
    },
  }
}

async function openHttp({ dataFolder, log, now }: DeskContext, desk: DeskFile): Promise<GatewayHttp> {
  const { extraCaFile, gatewayUrl } = desk
  const path = extraCaFile === null || isAbsolute(extraCaFile) ? extraCaFile : join(dataFolder, extraCaFile)
  const extraCa = await readExtraCa(path).catch((error: unknown) => {
    // Without it the link fails and says why; intake must go on.
    log.error({ error: errorName(error) }, 'extra certificate authorities not read')
    return null
  })
  return new GatewayHttp(gatewayUrl, createDispatcher(gatewayUrl, extraCa), now)
}

function openJournal(context: DeskContext, desk: DeskFile, vault: Vault, link: Link): Promise<Journal> {
  const { deskId, communeId } = desk
  return Journal.open({
    folder: join(context.dataFolder, 'journal'),
    disk: context.disk,
    dataKey: vault.dataKey,
    desk: { deskId, communeId, sign: vault.sign },
    log: context.log,
    now: context.now,
    skewMs: () => link.state.skewMs ?? 0,
    hasRoom: () => context.freeSpace.check(),
  })
}

async function openSession(context: DeskContext, desk: DeskFile, vault: Vault, references: ReferenceStore) {
  const { disk, dataFolder, events, log } = context
  const lockOut = await LockOut.open({ disk, file: join(dataFolder, 'lock-out.json'), log, monotonic })
  return new Session({
    organisationId: desk.organisationId,
    dataKey: vault.dataKey,
    officers: () => references.inForce('officers')?.body.officers ?? [],
    tree: () => references.inForce('organisations')?.body ?? null,
    lockOut,
    events,
    log,
  })
}

function openNumbers(context: DeskContext, desk: DeskFile, journal: Journal, references: ReferenceStore) {
  return Numbers.open({
    disk: context.disk,
    file: join(context.dataFolder, 'numbers.json'),
    deskId: desk.deskId,
    log: context.log,
    policy: () => references.inForce('catalogue')?.body.numbering ?? 'provisional',
    usedCodes: () => readUsedCodes(journal),
  })
}
