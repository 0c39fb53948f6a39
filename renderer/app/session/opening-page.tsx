import { Alert, Anchor, Button, Code, Group, Progress, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FrontPage } from '../../ui/front-page.tsx'
import type { OpenProgress } from '../services.ts'

export function OpeningPage({ place, progress }: { place: string; progress: OpenProgress }) {
  const { t } = useTranslation('app')
  const { phase, done, total } = progress
  return (
    <FrontPage place={place}>
      <Stack gap="sm" role="status" aria-live="polite">
        <Title order={1}>{t('opening.title')}</Title>
        <Text size="sm">{t(`opening.${phase}`)}</Text>
        <Progress
          value={total === null || total === 0 ? 100 : (100 * done) / total}
          animated={total === null}
          aria-label={t('opening.title')}
        />
        {total !== null && (
          <Text size="sm" c="dimmed">
            {t('opening.counted', { done, total })}
          </Text>
        )}
        {phase === 'recovering' && (
          <Text size="sm" c="dimmed">
            {t('opening.recovered')}
          </Text>
        )}
      </Stack>
    </FrontPage>
  )
}

interface OpenFailedPageProps {
  place: string
  error: unknown
  onRetry: () => void
  onLeave: () => void
}

export function OpenFailedPage({ place, error, onRetry, onLeave }: OpenFailedPageProps) {
  const { t } = useTranslation('app')
  return (
    <FrontPage place={place}>
      <Stack gap="md">
        <Title order={1}>{t('opening.failedTitle')}</Title>
        <Alert color="lacquer" role="alert">
          {t('opening.failed')}
        </Alert>
        <details>
          <summary>{t('opening.detail')}</summary>
          <Code block>{error instanceof Error ? `${error.name}: ${error.message}` : String(error)}</Code>
        </details>
        <Group>
          <Button onClick={onRetry} autoFocus>
            {t('opening.retry')}
          </Button>
          <Anchor component="button" type="button" size="sm" onClick={onLeave}>
            {t('opening.otherOfficer')}
          </Anchor>
        </Group>
      </Stack>
    </FrontPage>
  )
}

export function HostGonePage({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation('app')
  return (
    <FrontPage>
      <Stack gap="md">
        <Title order={1}>{t('hostGone.title')}</Title>
        <Text>{t('hostGone.body')}</Text>
        <Button onClick={onRetry} autoFocus>
          {t('hostGone.retry')}
        </Button>
      </Stack>
    </FrontPage>
  )
}

export function StartingPage() {
  const { t } = useTranslation('app')
  return (
    <FrontPage>
      <Text role="status">{t('starting')}</Text>
    </FrontPage>
  )
}
