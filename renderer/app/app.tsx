import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { Activity, useCallback } from 'react'
import { I18nextProvider } from 'react-i18next'
import type { i18n } from 'i18next'
import { useTranslation } from 'react-i18next'
import { EnrolmentPage } from '../features/enrolment/enrolment-page.tsx'
import { LockPage } from '../features/sign-in/lock-page.tsx'
import { SignInPage } from '../features/sign-in/sign-in-page.tsx'
import { PracticeBand } from '../features/practice/practice-band.tsx'
import { DeskRoot } from './desk-root.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { usePreferences } from './preferences.ts'
import type { Services } from './services.ts'
import { useIdleLock } from './session/idle-lock.ts'
import { HostGonePage, OpeningPage, OpenFailedPage, StartingPage } from './session/opening-page.tsx'
import { useSession } from './session/use-session.ts'
import { cssVariables, theme } from './theme.ts'

export function App({ services, i18n }: { services: Services; i18n: i18n }) {
  return (
    <I18nextProvider i18n={i18n}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <Notifications position="bottom-right" limit={4} className="mc-notifications" />
        <ErrorBoundary>
          <Session services={services} />
        </ErrorBoundary>
      </MantineProvider>
    </I18nextProvider>
  )
}

function Session({ services }: { services: Services }) {
  const session = useSession(services)
  const { phase } = session
  return (
    <>
      <PracticeBand shown={'info' in phase && phase.info.practice === true} />
      <Screen services={services} session={session} />
    </>
  )
}

function Screen({ services, session }: { services: Services; session: ReturnType<typeof useSession> }) {
  const { t } = useTranslation('app')
  const { phase, start, open, leave, setLocked } = session
  const { bridge } = services
  const ask = useCallback(
    (officerId: string, pin: string) => bridge.call('session.signIn', { officerId, pin }),
    [bridge],
  )
  const { idleMinutes } = usePreferences()
  useIdleLock(phase.kind === 'open' && !phase.locked, () => setLocked(true), idleMinutes * 60_000)
  switch (phase.kind) {
    case 'starting':
      return <StartingPage />
    case 'hostGone':
      return <HostGonePage onRetry={start} />
    case 'enrolling':
      return <EnrolmentPage bridge={bridge} onEnrolled={start} />
    case 'signedOut': {
      const notice = phase.notice === null ? null : t(`ended.${phase.notice}`)
      const enter = (result: Parameters<typeof open>[1]) => void open(phase, result)
      return (
        <SignInPage
          info={phase.info}
          officers={phase.officers}
          notice={notice}
          ask={ask}
          onSignedIn={enter}
          bridge={bridge}
        />
      )
    }
    case 'opening':
      return <OpeningPage place={phase.info.communeName} progress={phase.progress} />
    case 'openFailed':
      return (
        <OpenFailedPage
          place={phase.info.communeName}
          error={phase.error}
          onRetry={() => void open(phase, phase.signedIn)}
          onLeave={leave}
        />
      )
    case 'open':
      return (
        <>
          {/* Hidden, not unmounted: dialogs and forms are there again after the PIN. */}
          <Activity mode={phase.locked ? 'hidden' : 'visible'}>
            <DeskRoot services={services} phase={phase} onLock={() => setLocked(true)} onSignOut={leave} />
          </Activity>
          {phase.locked && (
            <LockPage
              info={phase.info}
              officer={phase.officer}
              ask={ask}
              onUnlocked={() => setLocked(false)}
              onOtherOfficer={leave}
            />
          )}
        </>
      )
  }
}
