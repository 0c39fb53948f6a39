import { Alert, Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatMoment, localInstant } from '../../ui/time.ts'
import { useDesk } from '../desk-context.tsx'
import type { SaveTrouble } from './use-save.ts'

interface SaveTroubleAlertProps {
  trouble: SaveTrouble | null
  onAgain: () => void
}

/** Says plainly what was not saved, and offers the way on. */
export function SaveTroubleAlert({ trouble, onAgain }: SaveTroubleAlertProps) {
  const { t } = useTranslation('ui')
  if (trouble === null) return null
  if (trouble.kind === 'journalledOnly')
    return (
      <Alert color="amber" role="alert" title={t('save.journalledTitle')}>
        {t('save.journalledOnly')}
      </Alert>
    )
  return (
    <Alert color="lacquer" role="alert" title={t('save.notSavedTitle')}>
      <Text size="sm">{t(`save.${trouble.code}`)}</Text>
      {trouble.code === 'CLOCK_BEHIND' ? (
        <ClockQuestion last={trouble.lastKnownInstant} onAgain={onAgain} />
      ) : (
        trouble.code !== 'HOST_GONE' && (
          <Button mt="sm" size="xs" variant="default" onClick={onAgain}>
            {t('save.again')}
          </Button>
        )
      )}
    </Alert>
  )
}

function ClockQuestion({ last, onAgain }: { last: string | null; onAgain: () => void }) {
  const { t } = useTranslation('ui')
  const { bridge, now } = useDesk()
  const accept = () => void bridge.call('journal.acceptClock', {}).then(onAgain, onAgain)
  return (
    <>
      <Text size="sm" fw={600} my={4}>
        {t('save.clockDetail', {
          now: formatMoment(localInstant(now())),
          last: last === null ? t('noValue') : formatMoment(last),
        })}
      </Text>
      <Text size="sm">{t('save.clockQuestion')}</Text>
      <Group mt="sm">
        <Button size="xs" onClick={accept}>
          {t('save.acceptClock')}
        </Button>
      </Group>
    </>
  )
}
