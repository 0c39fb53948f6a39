import { Alert, Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** What could not be read, and a way to try again. */
export function ReadFailed({ children, onRetry }: { children: React.ReactNode; onRetry: () => void }) {
  const { t } = useTranslation('ui')
  return (
    <Alert color="lacquer" role="alert">
      <Group>
        {children}
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      </Group>
    </Alert>
  )
}
