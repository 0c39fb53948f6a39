import { Alert, Button, Group, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'
import { formatSize } from '../../ui/size.ts'
import { readTarget, targetRange } from './compress.ts'

interface CompressFormProps {
  /** Bytes of what is there. */
  now: number
  busy: boolean
  onTry: (targetBytes: number) => void
  /** What the officer should know before. */
  children?: ReactNode
}

/** KB a page, as the national services ask for it. */
export function CompressForm({ now, busy, onTry, children }: CompressFormProps) {
  const { t } = useTranslation('scans')
  const [typed, setTyped] = useState('300')
  const target = readTarget(typed)
  const run = (event: React.FormEvent) => {
    event.preventDefault()
    if (target.ok && !busy) onTry(target.bytes)
  }
  return (
    <form onSubmit={run}>
      <Group align="flex-end" gap="sm" mb="sm">
        <TextField
          label={t('compress.target')}
          hint={t('compress.now', { size: formatSize(now) })}
          inputMode="numeric"
          value={typed}
          onChange={setTyped}
          error={target.ok ? null : t(`compress.${target.problem}`, targetRange)}
        />
        <Button type="submit" variant="default" loading={busy} disabled={!target.ok}>
          {t('compress.try')}
        </Button>
        {children}
      </Group>
    </form>
  )
}

export interface MadeSmaller {
  kind: 'fits' | 'tooLarge'
  content: Uint8Array
  quality: number
  scale: number
}
interface MadeProps {
  before: number
  made: MadeSmaller
  onUse: () => void
}

export function Made({ before, made, onUse }: MadeProps) {
  const { t } = useTranslation('scans')
  const facts = {
    before: formatSize(before),
    after: formatSize(made.content.length),
    quality: Math.round(made.quality * 100),
    scale: Math.round(made.scale * 100),
  }
  return (
    <Alert color={made.kind === 'fits' ? 'teal' : 'amber'} role="status" mb="sm">
      <Text size="sm">{t('compress.made', facts)}</Text>
      <Text size="sm">{t(made.kind === 'fits' ? 'compress.look' : 'compress.tooLarge')}</Text>
      <Button size="xs" mt="xs" onClick={onUse}>
        {t('compress.use')}
      </Button>
    </Alert>
  )
}
