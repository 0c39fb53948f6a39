import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignInResult } from '../../../shared/bridge/contract.ts'
import type { OfficerProfile } from '../../../shared/reference/organisation.ts'
import { PinPad } from './pin-pad.tsx'

export type SignedIn = Extract<SignInResult, { kind: 'signedIn' }>
export type AskHost = (officerId: string, pin: string) => Promise<SignInResult>

type Refusal =
  | { kind: 'wrongPin'; attemptsLeft: number }
  | { kind: 'locked'; untilMs: number }
  | { kind: 'unknownOfficer' }
  | { kind: 'failed' }

interface PinFormProps {
  officer: OfficerProfile
  label: string
  ask: AskHost
  onSignedIn: (result: SignedIn) => void
}

/** The PIN is held only while it is typed, and forgotten after each attempt. */
export function PinForm({ officer, label, ask, onSignedIn }: PinFormProps) {
  const { t } = useTranslation('sign-in')
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const secondsLeft = useCountdown(refusal?.kind === 'locked' ? refusal.untilMs : null)
  const lockedOut = secondsLeft > 0
  const submit = async (event?: React.FormEvent) => {
    event?.preventDefault()
    if (pin === '' || busy || lockedOut) return
    setBusy(true)
    const result = await attempt(ask, officer.id, pin)
    setPin('')
    setBusy(false)
    setRefusal(result.kind === 'signedIn' ? null : result)
    if (result.kind === 'signedIn') onSignedIn(result)
    else input.current?.focus()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PasswordInput
          ref={input}
          label={t('pin', { name: officer.name })}
          description={t('pinHint')}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value.slice(0, 64))}
          inputMode="numeric"
          autoComplete="off"
          disabled={lockedOut}
          size="md"
          autoFocus
        />
        <RefusalAlert refusal={refusal} secondsLeft={secondsLeft} />
        <PinPad
          disabled={lockedOut || busy}
          onDigit={(digit) => setPin((typed) => (typed + digit).slice(0, 64))}
          onBackspace={() => setPin((typed) => typed.slice(0, -1))}
          onClear={() => setPin('')}
        />
        <Button type="submit" size="md" loading={busy} disabled={pin === '' || lockedOut}>
          {label}
        </Button>
      </Stack>
    </form>
  )
}

async function attempt(ask: AskHost, officerId: string, pin: string): Promise<SignedIn | Refusal> {
  try {
    const result = await ask(officerId, pin)
    return result.kind === 'locked' ? { kind: 'locked', untilMs: Date.now() + result.retryAfterMs } : result
  } catch {
    return { kind: 'failed' }
  }
}

/** Whole seconds until `untilMs`, by this machine's running time. */
function useCountdown(untilMs: number | null): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (untilMs === null) {
      setLeft(0)
      return
    }
    const tell = () => setLeft(Math.max(0, Math.ceil((untilMs - Date.now()) / 1000)))
    tell()
    const timer = setInterval(tell, 500)
    return () => clearInterval(timer)
  }, [untilMs])
  return left
}

function RefusalAlert({ refusal, secondsLeft }: { refusal: Refusal | null; secondsLeft: number }) {
  const { t } = useTranslation('sign-in')
  if (refusal === null || (refusal.kind === 'locked' && secondsLeft === 0)) return null
  const parts = { minutes: Math.floor(secondsLeft / 60), seconds: secondsLeft % 60 }
  const words =
    refusal.kind === 'wrongPin'
      ? t('wrongPin', { n: refusal.attemptsLeft })
      : refusal.kind === 'locked'
        ? t('lockedOut', { time: parts.minutes > 0 ? t('minutes', parts) : t('seconds', parts) })
        : t(refusal.kind)
  return (
    <Alert color="lacquer" role="alert">
      {words}
    </Alert>
  )
}
