/** From the first question to the host to an open database, as one state machine. */
import { useCallback, useEffect, useRef, useState } from 'react'
import type { AppInfo } from '../../../shared/bridge/contract.ts'
import type { OfficerProfile } from '../../../shared/reference/organisation.ts'
import type { DeskDatabase } from '../../database/desk-database.ts'
import type { SignedIn } from '../../features/sign-in/pin-form.tsx'
import type { Reference } from '../desk-context.tsx'
import type { OpenProgress, Services } from '../services.ts'
import { loadReference } from './load-reference.ts'

export type EndReason = 'signedOut' | 'hostStopped'

export type Phase =
  | { kind: 'starting' }
  | { kind: 'hostGone' }
  | { kind: 'enrolling' }
  | { kind: 'signedOut'; info: AppInfo; officers: OfficerProfile[]; notice: EndReason | null }
  | { kind: 'opening'; info: AppInfo; officers: OfficerProfile[]; signedIn: SignedIn; progress: OpenProgress }
  | { kind: 'openFailed'; info: AppInfo; officers: OfficerProfile[]; signedIn: SignedIn; error: unknown }
  | OpenPhase

export interface OpenPhase {
  kind: 'open'
  info: AppInfo
  officers: OfficerProfile[]
  officer: OfficerProfile
  db: DeskDatabase
  reference: Reference
  locked: boolean
}

type SignInPhase = Extract<Phase, { info: AppInfo }>

export function useSession(services: Services) {
  const [phase, setPhase] = useState<Phase>({ kind: 'starting' })
  const start = useCallback(async () => {
    setPhase({ kind: 'starting' })
    setPhase(await ask(services))
  }, [services])
  useEffect(() => void start(), [start])
  const open = useCallback(
    async ({ info, officers }: SignInPhase, signedIn: SignedIn) => {
      const opening = { kind: 'opening', info, officers, signedIn } as const
      const onProgress = (progress: OpenProgress) =>
        setPhase((current) => (current.kind === 'opening' ? { ...opening, progress } : current))
      setPhase({ ...opening, progress: { phase: 'opening', done: 0, total: null } })
      setPhase(await openDesk(services, { info, officers }, signedIn, onProgress))
    },
    [services],
  )
  const setLocked = useCallback(
    (locked: boolean) => setPhase((current) => (current.kind === 'open' ? { ...current, locked } : current)),
    [],
  )
  const leave = useLeave(services, phase, setPhase)
  useEffect(
    () =>
      services.bridge.on('session.ended', ({ reason }) => {
        // The officer's own sign-out is handled where it was asked for.
        if (reason === 'hostStopped') setLocked(true)
      }),
    [services, setLocked],
  )
  return { phase, start, open, leave, setLocked }
}

async function ask({ bridge }: Services): Promise<Phase> {
  try {
    const info = await bridge.call('app.info', {})
    if (!info.enrolled) return { kind: 'enrolling' }
    return { kind: 'signedOut', info, officers: await bridge.call('session.officers', {}), notice: null }
  } catch {
    return { kind: 'hostGone' }
  }
}

async function openDesk(
  services: Services,
  { info, officers }: Pick<OpenPhase, 'info' | 'officers'>,
  signedIn: SignedIn,
  onProgress: (progress: OpenProgress) => void,
): Promise<Phase> {
  const { bridge, now } = services
  const [reference, db] = await Promise.allSettled([
    loadReference(bridge),
    services.openDatabase({ bridge, info, dataKey: signedIn.dataKey, now, onProgress }),
  ])
  if (reference.status === 'fulfilled' && db.status === 'fulfilled') {
    const { officer } = signedIn
    return { kind: 'open', info, officers, officer, db: db.value, reference: reference.value, locked: false }
  }
  // Left open, it would refuse the next attempt.
  if (db.status === 'fulfilled') await db.value.close().catch(() => undefined)
  const failed = db.status === 'rejected' ? db : reference
  return { kind: 'openFailed', info, officers, signedIn, error: failed.status === 'rejected' ? failed.reason : null }
}

/** Signs out: the database is closed, the key forgotten, the next officer starts at the home screen. */
function useLeave(services: Services, phase: Phase, setPhase: (phase: Phase) => void) {
  const latest = useRef(phase)
  latest.current = phase
  return useCallback(async () => {
    const current = latest.current
    if (!('info' in current)) return
    const { info } = current
    setPhase({ kind: 'signedOut', info, officers: current.officers, notice: null })
    window.location.hash = '#/'
    if (current.kind === 'open') await current.db.close().catch(() => undefined)
    await services.bridge.call('session.signOut', {}).catch(() => undefined)
    const officers = await services.bridge.call('session.officers', {}).catch(() => current.officers)
    setPhase({ kind: 'signedOut', info, officers, notice: null })
  }, [services, setPhase])
}
