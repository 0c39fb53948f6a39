import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconFileX, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { KeyHint } from '../../ui/key-hint.tsx'
import { usePrinting } from '../printing/printing-provider.tsx'
import styles from './intake.module.css'
import { SavedCode, useSavedDossier } from './saved-code.tsx'
import type { RefusedIntake } from './use-refusal.ts'

/** Only shown once the refusal is in the journal and in the database. */
export function RefusedDone({ refused }: { refused: RefusedIntake }) {
  const { t } = useTranslation('intake')
  const navigate = useNavigate()
  const { openLetter } = usePrinting()
  const { dossierId, refusal } = refused
  const dossier = useSavedDossier(dossierId)
  return (
    <div className={`mc-panel ${styles.done}`} role="status">
      <div className="mc-body">
        <Stack gap="sm">
          <Group gap="xs">
            <IconFileX size={26} aria-hidden="true" />
            <Title order={1}>{t('refused.title')}</Title>
          </Group>
          <SavedCode
            label={t('refused.number')}
            saved={refusal.number}
            dossier={dossier}
            explain={() => t('refused.noReceipt')}
          />
          <Text>
            {refusal.submitter.name} · {refusal.procedure.name}
          </Text>
          <Text style={{ whiteSpace: 'pre-line' }}>{t('refused.reason', { reason: refusal.reason })}</Text>
          <Group mt="sm">
            <Button
              size="md"
              leftSection={<IconPrinter size={18} aria-hidden="true" />}
              onClick={() => openLetter('refusal', dossierId)}
              autoFocus
            >
              {t('refused.print')}
            </Button>
            <Button
              size="md"
              variant="default"
              rightSection={<KeyHint keys="F2" />}
              aria-keyshortcuts="F2"
              onClick={() => void navigate('/intake')}
            >
              {t('done.next')}
            </Button>
            <Button size="md" variant="default" onClick={() => void navigate(`/dossiers/${dossierId}`)}>
              {t('done.open')}
            </Button>
          </Group>
        </Stack>
      </div>
    </div>
  )
}
