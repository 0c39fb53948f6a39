import { Anchor, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { AppInfo } from '../../../shared/bridge/contract.ts'
import type { OfficerProfile } from '../../../shared/reference/organisation.ts'
import { FrontPage } from '../../ui/front-page.tsx'
import { PinForm } from './pin-form.tsx'
import type { AskHost } from './pin-form.tsx'

interface LockPageProps {
  info: AppInfo
  officer: OfficerProfile
  ask: AskHost
  onUnlocked: () => void
  onOtherOfficer: () => void
}

/** Stands in front of the work of the officer who left the desk. */
export function LockPage({ info, officer, ask, onUnlocked, onOtherOfficer }: LockPageProps) {
  const { t } = useTranslation('sign-in')
  return (
    <FrontPage place={info.communeName}>
      <Stack gap="md">
        <div>
          <Title order={1}>{t('locked')}</Title>
          <Text size="sm" c="dimmed">
            {t('lockedDetail')}
          </Text>
        </div>
        <PinForm officer={officer} label={t('unlock')} ask={ask} onSignedIn={onUnlocked} />
        <Anchor component="button" type="button" size="sm" onClick={onOtherOfficer}>
          {t('otherConfirm')}
        </Anchor>
      </Stack>
    </FrontPage>
  )
}
