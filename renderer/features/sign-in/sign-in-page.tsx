import { Alert, Grid, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppInfo, Bridge } from '../../../shared/bridge/contract.ts'
import type { OfficerProfile } from '../../../shared/reference/organisation.ts'
import { compareNames } from '../../../shared/text/collation.ts'
import { FrontPage } from '../../ui/front-page.tsx'
import { PracticeEntry } from '../practice/practice-entry.tsx'
import { OfficerCards } from './officer-cards.tsx'
import { PinForm } from './pin-form.tsx'
import type { AskHost, SignedIn } from './pin-form.tsx'

interface SignInPageProps {
  info: AppInfo
  officers: OfficerProfile[]
  notice: string | null
  ask: AskHost
  onSignedIn: (result: SignedIn) => void
  bridge: Bridge
}

const remembered = 'mot-cua.last-officer'

export function SignInPage({ info, officers, notice, ask, onSignedIn, bridge }: SignInPageProps) {
  const { t } = useTranslation('sign-in')
  const active = officers.filter((officer) => officer.active).toSorted((a, b) => compareNames(a.name, b.name))
  const [chosenId, setChosenId] = useState<string | null>(() => localStorage.getItem(remembered))
  const chosen = active.find((officer) => officer.id === chosenId) ?? (active.length === 1 ? active[0] : undefined)
  const enter = (result: SignedIn) => {
    localStorage.setItem(remembered, result.officer.id)
    onSignedIn(result)
  }
  return (
    <FrontPage place={info.communeName} wide>
      <Title order={1}>{t('title')}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {[info.deskName, t('offline')].filter((part) => part !== '').join(' · ')}
      </Text>
      {notice !== null && (
        <Alert mb="md" role="status">
          {notice}
        </Alert>
      )}
      {active.length === 0 ? (
        <Alert color="lacquer" role="alert">
          {t('noOfficers')}
        </Alert>
      ) : (
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, sm: 7 }}>
            <OfficerCards
              officers={active}
              chosen={chosen?.id ?? null}
              onChoose={(officer) => setChosenId(officer.id)}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, sm: 5 }}>
            {chosen === undefined ? (
              <Text size="sm" c="dimmed" pt="sm">
                {t('chooseHint')}
              </Text>
            ) : (
              <PinForm key={chosen.id} officer={chosen} label={t('enter')} ask={ask} onSignedIn={enter} />
            )}
          </Grid.Col>
        </Grid>
      )}
      <PracticeEntry info={info} bridge={bridge} />
    </FrontPage>
  )
}
