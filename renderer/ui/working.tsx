import { Button, Group, Loader, Progress, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface WorkingProps {
  label: string
  /** 0 to 1; 0 while nothing is known. */
  share: number
  onCancel?: () => void
}

/** What takes long enough to be noticed shows how far it is and can be cancelled; what does not only says that it works. */
const noticedAfterMs = 1000

export function Working({ label, share, onCancel }: WorkingProps) {
  const { t } = useTranslation('ui')
  const [noticed, setNoticed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setNoticed(true), noticedAfterMs)
    return () => clearTimeout(timer)
  }, [])
  const percent = Math.round(share * 100)
  return (
    <Stack gap="xs" maw="26rem">
      <Group role="status">
        <Loader size="sm" />
        <Text size="sm">{label}</Text>
      </Group>
      {noticed && (
        <Group gap="sm" wrap="nowrap">
          <Progress.Root flex={1} size="md">
            <Progress.Section
              value={percent || 100}
              striped={percent === 0}
              animated={percent === 0}
              aria-label={label}
            />
          </Progress.Root>
          {percent > 0 && (
            <Text size="xs" c="dimmed" miw="3ch" ta="right">
              {t('percent', { n: percent })}
            </Text>
          )}
          {onCancel !== undefined && (
            <Button size="compact-sm" variant="default" onClick={onCancel}>
              {t('action.cancel')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  )
}
