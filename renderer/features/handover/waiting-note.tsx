import { Alert, Anchor } from '@mantine/core'
import { IconArrowsExchange } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { countItems, useBatches } from './use-batches.ts'

/** On the home screen: papers on somebody's table are nobody's until this is answered. */
export function WaitingHandovers() {
  const { t } = useTranslation('handover')
  const n = countItems(useBatches()?.forMe ?? [])
  if (n === 0) return null
  return (
    <Alert color="amber" role="status" icon={<IconArrowsExchange size={18} aria-hidden="true" />} py="xs">
      {t('home', { n })}{' '}
      <Anchor component={Link} to="/handover?tab=forMe" size="sm" fw={600}>
        {t('homeOpen')}
      </Anchor>
    </Alert>
  )
}
