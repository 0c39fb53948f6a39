import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppInfo, Bridge } from '../../../shared/bridge/contract.ts'
import { practicePin } from '../../../shared/bridge/practice.ts'
import { forgetTour } from './tour-steps.ts'

/** Below the sign-in: the way into practice; on the practice desk its PIN, and the way to begin anew. */
export function PracticeEntry({ info, bridge }: { info: AppInfo; bridge: Bridge }) {
  return info.practice === true ? <Inside bridge={bridge} /> : <Outside bridge={bridge} />
}

function Outside({ bridge }: { bridge: Bridge }) {
  const { t } = useTranslation('practice')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<'openFailed' | 'openBlocked' | null>(null)
  const open = async () => {
    setBusy(true)
    const answer = await bridge.call('practice.open', {}).catch(() => ({ kind: 'failed' }) as const)
    setBusy(false)
    if (answer.kind === 'address' && window.open(answer.address, '_blank') === null) setProblem('openBlocked')
    else setProblem(answer.kind === 'failed' ? 'openFailed' : null)
  }
  return (
    <Group mt="md" gap="xs" align="baseline">
      <Button variant="default" size="xs" loading={busy} onClick={() => void open()}>
        {t('open')}
      </Button>
      <Text size="sm" c="dimmed">
        {t('openDetail')}
      </Text>
      {problem !== null && (
        <Alert color="lacquer" role="alert" py="xs">
          {t(problem)}
        </Alert>
      )}
    </Group>
  )
}

function Inside({ bridge }: { bridge: Bridge }) {
  const { t } = useTranslation('practice')
  const words = useTranslation('ui').t
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const reset = async () => {
    setBusy(true)
    try {
      await eraseDatabases()
      const answer = await bridge.call('practice.reset', {})
      if (answer.kind === 'reset') {
        forgetTour()
        window.location.reload()
        return
      }
    } catch {
      // Said below; whatever was erased so far is practice.
    }
    setBusy(false)
    setFailed(true)
  }
  return (
    <Stack mt="md" gap="xs">
      <Text fw={600}>{t('pin', { pin: practicePin })}</Text>
      {!asked ? (
        <Anchor component="button" type="button" size="sm" onClick={() => setAsked(true)}>
          {t('reset')}
        </Anchor>
      ) : (
        <Alert color="lacquer" role="alertdialog" aria-label={t('reset')}>
          <Text size="sm" mb="xs">
            {t('resetAsk')}
          </Text>
          <Group gap="xs">
            <Button size="xs" variant="default" autoFocus onClick={() => setAsked(false)}>
              {words('action.cancel')}
            </Button>
            <Button size="xs" color="lacquer" loading={busy} onClick={() => void reset()}>
              {t('resetDo')}
            </Button>
          </Group>
        </Alert>
      )}
      {failed && (
        <Alert color="lacquer" role="alert" py="xs">
          {t('resetFailed')}
        </Alert>
      )}
    </Stack>
  )
}

/** This origin holds the practice desk's databases and no others. */
async function eraseDatabases(): Promise<void> {
  const found = await indexedDB.databases()
  await Promise.all(
    found.map(
      ({ name }) =>
        new Promise<void>((resolve, reject) => {
          if (name === undefined) return resolve()
          const request = indexedDB.deleteDatabase(name)
          request.addEventListener('success', () => resolve())
          request.addEventListener('error', () => reject(new Error('not erased')))
          request.addEventListener('blocked', () => reject(new Error('open elsewhere')))
        }),
    ),
  )
}
