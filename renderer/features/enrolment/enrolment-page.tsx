import { Alert, Button, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bridge, BridgeResult } from '../../../shared/bridge/contract.ts'
import { FrontPage } from '../../ui/front-page.tsx'
import { CaField } from './ca-field.tsx'
import { RestoreForm } from './restore-form.tsx'

type Failure = Extract<BridgeResult<'desk.enrol'>, { kind: 'failed' }>['code'] | 'HOST'
type Entry = { gatewayUrl: string; code: string; deskName: string }

function isWebAddress(text: string): boolean {
  return text.length <= 300 && /^https?:\/\//i.test(text) && URL.canParse(text)
}

function findFaults({ gatewayUrl, code, deskName }: Entry) {
  return {
    gatewayUrl: !isWebAddress(gatewayUrl.trim()),
    code: code.trim().length < 6 || code.trim().length > 64,
    deskName: deskName.trim() === '' || deskName.trim().length > 100,
  }
}

interface EnrolmentProps {
  bridge: Bridge
  onEnrolled: () => void
}

/** A machine that is no desk yet: a new desk, or one that was lost. */
export function EnrolmentPage(props: EnrolmentProps) {
  const { t } = useTranslation('enrolment')
  const [way, setWay] = useState<'new' | 'restore'>('new')
  return (
    <FrontPage>
      <Stack gap="md">
        <Title order={1}>{t('title')}</Title>
        <SegmentedControl
          aria-label={t('way')}
          value={way}
          onChange={(value) => setWay(value as typeof way)}
          data={[
            { value: 'new', label: t('wayNew') },
            { value: 'restore', label: t('wayRestore') },
          ]}
        />
        {way === 'new' ? <EnrolForm {...props} /> : <RestoreForm {...props} />}
      </Stack>
    </FrontPage>
  )
}

function EnrolForm({ bridge, onEnrolled }: EnrolmentProps) {
  const { t } = useTranslation('enrolment')
  const [ca, setCa] = useState<{ name: string; pem: string } | null>(null)
  const [entry, setEntry] = useState<Entry>({ gatewayUrl: '', code: '', deskName: '' })
  const [checked, setChecked] = useState(false)
  const [working, setWorking] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const faults = findFaults(entry)
  const submit = async (event: React.FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (faults.gatewayUrl || faults.code || faults.deskName || working) return
    setWorking(true)
    setFailure(null)
    const failed = await enrol(bridge, entry, ca?.pem)
    setWorking(false)
    setFailure(failed)
    if (failed === null) onEnrolled()
  }
  const field = (name: keyof Entry) => ({
    value: entry[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setEntry({ ...entry, [name]: event.currentTarget.value }),
  })
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('intro')}
        </Text>
        {failure !== null && (
          <Alert color="lacquer" role="alert" title={t('failedTitle')}>
            {t(`failure.${failure}`)}
          </Alert>
        )}
        <TextInput
          {...field('gatewayUrl')}
          label={t('gateway')}
          description={t('gatewayHint')}
          error={checked && faults.gatewayUrl ? t('gatewayWrong') : null}
          type="url"
          required
          autoFocus
        />
        <TextInput
          {...field('code')}
          label={t('code')}
          description={t('codeHint')}
          error={checked && faults.code ? t('codeWrong') : null}
          autoComplete="off"
          required
        />
        <TextInput
          {...field('deskName')}
          label={t('desk')}
          description={t('deskHint')}
          error={checked && faults.deskName ? t('deskWrong') : null}
          required
        />
        <CaField name={ca?.name ?? null} onPick={setCa} />
        <Button type="submit" loading={working} size="md">
          {working ? t('working') : t('submit')}
        </Button>
      </Stack>
    </form>
  )
}

async function enrol(bridge: Bridge, entry: Entry, ownCa: string | undefined): Promise<Failure | null> {
  try {
    const result = await bridge.call('desk.enrol', {
      gatewayUrl: entry.gatewayUrl.trim(),
      code: entry.code.trim(),
      deskName: entry.deskName.trim(),
      ...(ownCa === undefined ? {} : { ownCa }),
    })
    return result.kind === 'enrolled' ? null : result.code
  } catch {
    return 'HOST'
  }
}
