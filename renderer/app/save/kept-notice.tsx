import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatMoment, localInstant } from '../../ui/time.ts'
import { useDesk } from '../desk-context.tsx'
import { useKeptEntries } from './kept-entries.tsx'

/** Over fields that were filled from a draft: whose it is, and the way to an empty form. */
export function KeptNotice() {
  const { t } = useTranslation('ui')
  const { officers, officer } = useDesk()
  const kept = useKeptEntries()
  if (kept === null || kept.restored === null) return null
  const { at, officerId, isOlder } = kept.restored
  const moment = formatMoment(localInstant(new Date(at)))
  const name = officers.find(({ id }) => id === officerId)?.name
  return (
    <Alert color={isOlder ? 'amber' : 'gray'} role="status" py="xs">
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {officerId === officer.id || name === undefined
            ? t('kept.restored', { at: moment })
            : t('kept.restoredOf', { at: moment, name })}{' '}
          {isOlder && t('kept.older')}
        </Text>
        <Button size="compact-sm" variant="default" onClick={kept.discard}>
          {t('kept.discard')}
        </Button>
      </Group>
    </Alert>
  )
}
