import { Anchor, Button, Group, SegmentedControl, Stack, Text, Title, useMantineColorScheme } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { rememberLanguage } from '../../app/language.ts'
import { idleChoices, scales, usePreferences } from '../../app/preferences.ts'
import { showHelp } from '../../app/shell/show-help.ts'
import { KeyHint } from '../../ui/key-hint.tsx'

export function SettingsPage() {
  const { t, i18n } = useTranslation('settings')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { scale, idleMinutes, setScale, setIdleMinutes } = usePreferences()
  const schemes = ['light', 'dark', 'auto'] as const
  return (
    <Stack gap="sm" maw={760}>
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('title')}</Title>
        <Text size="xs" c="dimmed">
          {t('hint')}
        </Text>
      </Group>
      <section className="mc-panel">
        <Stack className="mc-body" gap="lg">
          <Choice
            label={t('language')}
            value={i18n.language === 'en' ? 'en' : 'vi'}
            data={[
              { value: 'vi', label: t('vietnamese') },
              { value: 'en', label: t('english') },
            ]}
            onChange={(value) => rememberLanguage(i18n, value === 'en' ? 'en' : 'vi')}
          />
          <Choice
            label={t('scheme')}
            value={colorScheme}
            data={schemes.map((value) => ({ value, label: t(value) }))}
            onChange={(value) => setColorScheme(schemes.find((one) => one === value) ?? 'auto')}
          />
          <Choice
            label={t('scale')}
            hint={t('scaleHint')}
            value={String(scale)}
            data={scales.map((n) => ({ value: String(n), label: t('percent', { n }) }))}
            onChange={(value) => setScale(scales.find((n) => String(n) === value) ?? 100)}
          />
          <Choice
            label={t('idle')}
            hint={t('idleHint')}
            value={String(idleMinutes)}
            data={idleChoices.map((n) => ({ value: String(n), label: t('minutes', { n }) }))}
            onChange={(value) => setIdleMinutes(idleChoices.find((n) => String(n) === value) ?? 10)}
          />
          <Group justify="space-between">
            <Anchor component={Link} to="/machine" size="sm">
              {t('machine')}
            </Anchor>
            <Button variant="default" rightSection={<KeyHint keys="F1" />} aria-keyshortcuts="F1" onClick={showHelp}>
              {t('keys')}
            </Button>
          </Group>
        </Stack>
      </section>
    </Stack>
  )
}

interface ChoiceProps {
  label: string
  hint?: string
  value: string
  data: { value: string; label: string }[]
  onChange: (value: string) => void
}

function Choice({ label, hint, value, data, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div>
      <Text id={id} size="sm" fw={600}>
        {label}
      </Text>
      {hint !== undefined && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
      <SegmentedControl
        mt={4}
        aria-labelledby={id}
        value={value}
        data={data}
        onChange={onChange}
        style={{ flexWrap: 'wrap' }}
      />
    </div>
  )
}
