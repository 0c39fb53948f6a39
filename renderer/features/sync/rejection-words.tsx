import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DossierRecord } from '../../database/desk-database.ts'
import { formatMoment } from '../../ui/time.ts'

/** Why the province did not take a dossier: in the language of the screen, then as the province put it. */
export function RejectionWords({ rejection }: { rejection: NonNullable<DossierRecord['rejection']> }) {
  const { t } = useTranslation('sync')
  const { code, message, at, whole } = rejection
  return (
    <>
      <Text>{whole === 'tooLarge' || whole === 'notTaken' ? t(`refused.${whole}`) : t(`refused.code.${code}`)}</Text>
      <Text size="sm">
        {message === ''
          ? t('refused.at', { at: formatMoment(at) })
          : `${t('refused.says')} ${t('refused.at', { at: formatMoment(at) })}: “${message}”`}
      </Text>
    </>
  )
}
