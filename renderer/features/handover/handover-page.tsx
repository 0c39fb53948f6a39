import { Group, Stack, Tabs, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { BatchList } from './batch-list.tsx'
import { GivePanel } from './give-panel.tsx'
import { countItems, useBatches } from './use-batches.ts'

const tabs = ['give', 'forMe', 'given'] as const

export function HandoverPage() {
  const { t } = useTranslation('handover')
  const [params, setParams] = useSearchParams()
  const batches = useBatches()
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'give'
  const counts = { give: 0, forMe: countItems(batches?.forMe ?? []), given: countItems(batches?.given ?? []) }
  return (
    <Stack gap="sm" maw={1280}>
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('title')}</Title>
        <Text size="xs" c="dimmed">
          {t('hint')}
        </Text>
      </Group>
      <Tabs value={tab} onChange={(name) => setParams({ tab: name ?? 'give' }, { replace: true })} keepMounted={false}>
        <Tabs.List aria-label={t('tabs')} mb="sm">
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)} {counts[name] > 0 && <strong>{t('count', { n: counts[name] })}</strong>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="give">
          <GivePanel />
        </Tabs.Panel>
        <Tabs.Panel value="forMe">
          <BatchList batches={batches?.forMe} side="me" />
        </Tabs.Panel>
        <Tabs.Panel value="given">
          <BatchList batches={batches?.given} side="given" />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  )
}
