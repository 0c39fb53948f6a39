import { Alert, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Working } from '../../ui/working.tsx'
import type { XlsxExport } from './use-xlsx.ts'

/** How the table on its way to a file fares. */
export function XlsxNote({ xlsx: { state, cancel } }: { xlsx: XlsxExport }) {
  const { t } = useTranslation('printing')
  if (state.kind === 'idle') return null
  if (state.kind === 'making') return <Working label={t('xlsx.making')} share={state.share} onCancel={cancel} />
  if (state.kind === 'failed')
    return (
      <Alert color="lacquer" role="alert" py="xs">
        {t('xlsx.failed')}
      </Alert>
    )
  return (
    <Text size="sm" role="status">
      {t(`xlsx.${state.kind}`)}
    </Text>
  )
}
