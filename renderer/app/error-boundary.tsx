import { Alert, Button, Code, Group, Stack, Text, Title } from '@mantine/core'
import { Component, useState } from 'react'
import { useTranslation } from 'react-i18next'

export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return (error.stack ?? '').includes(error.message) ? String(error.stack) : `${error.message}\n${error.stack ?? ''}`
}

interface CrashPageProps {
  error: unknown
  onHome: () => void
}

/** What an officer sees instead of a blank window: nothing is lost, and a way on. */
export function CrashPage({ error, onHome }: CrashPageProps) {
  const { t } = useTranslation('app')
  const [copied, setCopied] = useState(false)
  const detail = describeError(error)
  const copy = () =>
    void navigator.clipboard.writeText(detail).then(
      () => setCopied(true),
      () => undefined,
    )
  return (
    <Stack gap="md" p="xl" maw={760} mx="auto">
      <Title order={1}>{t('crash.title')}</Title>
      <Alert color="lacquer" role="alert">
        {t('crash.body')}
      </Alert>
      <Group>
        <Button onClick={onHome} autoFocus>
          {t('crash.home')}
        </Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </Button>
        <Button variant="subtle" onClick={copy}>
          {copied ? t('crash.copied') : t('crash.copy')}
        </Button>
      </Group>
      <details>
        <summary>
          <Text span size="sm">
            {t('crash.detail')}
          </Text>
        </summary>
        <Code block tabIndex={0}>
          {detail}
        </Code>
      </details>
    </Stack>
  )
}

export class ErrorBoundary extends Component<{ children: React.ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown) {
    return { error: error ?? 'unknown error' }
  }

  override render() {
    if (this.state.error === undefined) return this.props.children
    const home = () => {
      window.location.hash = '#/'
      this.setState({ error: undefined })
    }
    return <CrashPage error={this.state.error} onHome={home} />
  }
}
