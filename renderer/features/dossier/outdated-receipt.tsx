import { Alert, Button, Group, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { correctionsSinceReceipt } from '../../../shared/dossier/outdated-receipt.ts'
import { usePrinting } from '../printing/printing-provider.tsx'
import { fieldName } from './describe-event.ts'

/** The citizen holds a receipt with the slip still in it: said until a new one is printed. */
export function OutdatedReceipt({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('dossier')
  const words = { t, ui: useTranslation('ui').t }
  const { openReceipt } = usePrinting()
  const fields = new Set(correctionsSinceReceipt(dossier).map(({ field }) => field))
  if (fields.size === 0) return null
  const names = [...fields].map((field) => fieldName(field, words)).join(', ')
  return (
    <Alert color="amber" role="status">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{t('outdatedReceipt', { fields: names })}</Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden="true" />}
          onClick={() => openReceipt(dossier.id)}
        >
          {t('reprintReceipt')}
        </Button>
      </Group>
    </Alert>
  )
}
