/** One handler a bridge call. Before the machine is a desk, calls answer that there is nothing yet. */
import type { AppInfo, BridgeHandlers, BridgeResult } from '../../shared/bridge/contract.ts'
import { attachmentHandlers } from './attachment-handlers.ts'
import { exportBundle, exportScans, importBundle } from './bundle/bundle.ts'
import { bookHandlers } from './books/books-handlers.ts'
import type { DeskServices } from './desk-services.ts'
import type { DeskContext } from './desk-storage.ts'
import type { EnrolRequest, EnrolResult } from './enrol.ts'
import { keepRecoveryCopy, readSettings, setBackupFolder, setOwnCa, setScannerFolder } from './machine/machine.ts'
import { lowStock } from './numbers/top-up.ts'
import { failure } from './province/failure.ts'
import { queueHandlers } from './queue-handlers.ts'
import { roomHandlers } from './room/room-handlers.ts'
import { scannerHandlers } from './scanner/scanner-handlers.ts'

export interface HandlerContext extends DeskContext {
  development: boolean
  version: string
  isPractice: boolean
  /** null: not enrolled. */
  desk: () => DeskServices | null
  enrol: (request: EnrolRequest) => Promise<EnrolResult>
  restore: BridgeHandlers['desk.restore']
  resetPractice: () => Promise<BridgeResult<'practice.reset'>>
}

export type Part<Prefix extends string> = {
  [M in keyof BridgeHandlers as M extends `${Prefix}.${string}` ? M : never]: BridgeHandlers[M]
}

export function createHandlers(context: HandlerContext): BridgeHandlers {
  return {
    'app.info': async () => appInfo(context),
    'desk.enrol': (request) => context.enrol(request),
    'desk.restore': (request) => context.restore(request),
    ...machineHandlers(context),
    ...sessionHandlers(context),
    ...journalHandlers(context),
    ...numberHandlers(context),
    ...provinceHandlers(context),
    ...attachmentHandlers(context),
    ...scannerHandlers(context),
    ...bundleHandlers(context),
    ...queueHandlers(context),
    ...bookHandlers(context),
    ...roomHandlers(context),
    'practice.open': async () => (context.isPractice ? { kind: 'failed' } : context.shell.openPractice()),
    'practice.reset': () => context.resetPractice(),
    'backup.status': async () => context.desk()?.backup.status ?? null,
    'backup.run': async () => (await context.desk()?.backup.run()) ?? null,
    'reference.get': async ({ kind, version }) => {
      const desk = context.desk()
      if (desk === null) return null
      return version === null ? desk.references.inForce(kind) : getVersion(desk, kind, version)
    },
    'printing.print': (job) => context.shell.print(job),
    'printing.savePdf': (job) => context.shell.savePdf(job),
    'files.save': (job) => context.shell.saveFile(job),
    'development.setNetwork': async ({ cut }) => {
      if (!context.development) throw new Error('This host has no development menu.')
      context.desk()?.link.setCut(cut)
      return {}
    },
  }
}

function appInfo({ shell, version, development, isPractice, desk: current }: HandlerContext): AppInfo {
  const services = current()
  const { deskId = '', deskName = '', communeId = '' } = services?.desk ?? {}
  return {
    hostKind: shell.kind,
    version,
    enrolled: services !== null,
    deskId,
    deskName,
    communeId,
    communeName: services === null ? '' : communeName(services),
    development,
    practice: isPractice,
  }
}

/** `Ủy ban nhân dân phường Tân Ninh` → `Phường Tân Ninh` */
function communeName({ references, desk }: DeskServices): string {
  const tree = references.inForce('organisations')?.body.organisations ?? []
  const commune = tree.find(({ kind, communeId }) => kind === 'commune' && communeId === desk.communeId)
  const place = (commune?.name ?? '').normalize('NFC').replace(/^(Ủy|Uỷ) ban nhân dân\s+/iu, '')
  return place.charAt(0).toUpperCase() + place.slice(1)
}

function machineHandlers(context: HandlerContext): Part<'machine'> {
  const notADesk = { kind: 'failed', code: 'NOT_ALLOWED' } as const
  const withDesk =
    <P, R>(act: (context: DeskContext, desk: DeskServices, request: P) => Promise<R>) =>
    async (request: P): Promise<R | typeof notADesk> => {
      const desk = context.desk()
      return desk === null ? notADesk : act(context, desk, request)
    }
  return {
    'machine.settings': async () => {
      const desk = context.desk()
      return desk === null ? null : readSettings(context, desk)
    },
    'machine.setBackupFolder': withDesk(setBackupFolder),
    'machine.setOwnCa': withDesk(setOwnCa),
    'machine.setScannerFolder': withDesk(setScannerFolder),
    'machine.writeRecoveryCopy': withDesk(keepRecoveryCopy),
  }
}

function sessionHandlers({ desk }: HandlerContext): Part<'session'> {
  return {
    'session.officers': async () => desk()?.session.listOfficers() ?? [],
    'session.signIn': async (request) => (await desk()?.session.signIn(request)) ?? { kind: 'unknownOfficer' },
    'session.signOut': async () => {
      desk()?.session.signOut()
      return {}
    },
  }
}

function journalHandlers({ desk, freeSpace }: HandlerContext): Part<'journal'> {
  return {
    'journal.commit': async ({ drafts, observed }) => {
      const services = desk()
      const officerId = services?.session.officerId ?? null
      if (services === null || officerId === null)
        return { kind: 'failed', code: 'NOT_SIGNED_IN', lastKnownInstant: null }
      return services.journal.commit({ drafts, observed, officerId })
    },
    'journal.commitAs': async ({ officerId, pin, drafts, observed }) => {
      const services = desk()
      const refused = (code: 'NOT_SIGNED_IN' | 'INVALID') => ({ kind: 'failed', code, lastKnownInstant: null }) as const
      if (services === null || services.session.officerId === null) return refused('NOT_SIGNED_IN')
      if (drafts.some(({ type }) => type !== 'handoverAnswered')) return refused('INVALID')
      const proof = await services.session.prove({ officerId, pin })
      return proof.kind === 'proved' ? services.journal.commit({ drafts, observed, officerId }) : proof
    },
    'journal.read': async (request) => {
      const services = desk()
      if (services === null) return { records: [], lastSeq: 0, more: false }
      if (services.session.officerId === null) throw new Error('The journal is read after signing in.')
      return services.journal.read(request)
    },
    'journal.status': async () => {
      const status = (await desk()?.journal.status()) ?? { lastSeq: 0, quarantined: [] }
      await freeSpace.check()
      return { ...status, ...freeSpace.state, copyProblem: desk()?.backup.status.problem ?? null }
    },
    'journal.acceptClock': async () => {
      const services = desk()
      if (services?.session.officerId) services.journal.acceptClock()
      return {}
    },
  }
}

function numberHandlers({ desk }: HandlerContext): Part<'numbers'> {
  return {
    'numbers.take': async ({ date }) => {
      const services = desk()
      if (services === null) throw new Error('A machine that is no desk has no numbers.')
      const taken = await services.numbers.take(date)
      if (services.numbers.remainingOn(date) < lowStock && services.link.state.online) services.topUpNumbers()
      return taken
    },
    'numbers.status': async () => desk()?.numbers.status() ?? { policy: 'provisional', leases: [] },
  }
}

function provinceHandlers({ desk }: HandlerContext): Part<'province'> {
  const notEnrolled = () => failure('NOT_ENROLLED', 'this machine is no desk yet')
  return {
    'province.push': async (request) => desk()?.province.push(request) ?? notEnrolled(),
    'province.pull': async (request) => desk()?.province.pull(request) ?? notEnrolled(),
    'province.reconcile': async (request) => desk()?.province.reconcile(request) ?? notEnrolled(),
    'province.link': async () => desk()?.link.state ?? { online: false, cutByHand: false, skewMs: null },
    'province.retryNow': async () => {
      desk()?.live.retryNow()
      return {}
    },
  }
}

/** A dossier of another desk may name a version this one never had. */
async function getVersion(
  desk: DeskServices,
  kind: 'catalogue' | 'calendar' | 'organisations' | 'forms',
  version: string,
) {
  const kept = await desk.references.get(kind, version)
  if (kept !== null) return kept
  const answer = await desk.province.reference(kind, version)
  const isKept = answer.ok && (await desk.references.keep(kind, version, answer.value.body))
  return isKept ? desk.references.get(kind, version) : null
}

function bundleHandlers({ desk, now }: HandlerContext): Part<'bundle'> {
  return {
    'bundle.export': async (request) => {
      const services = desk()
      return services === null ? { kind: 'failed', code: 'NOT_ENROLLED' } : exportBundle({ ...services, now }, request)
    },
    'bundle.exportScans': async (request) => {
      const services = desk()
      if (services === null) return { kind: 'failed', code: 'NOT_ENROLLED' }
      if (services.session.officerId === null) throw new Error('Scans leave after signing in.')
      return exportScans({ ...services, now }, request)
    },
    'bundle.import': async (request) => {
      const services = desk()
      return services === null
        ? { kind: 'failed', problem: 'NOT_ENROLLED' }
        : importBundle({ ...services, now }, request)
    },
  }
}
