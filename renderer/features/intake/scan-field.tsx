import { Alert, Anchor, Group, Text } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'
import styles from './intake.module.css'
import type { CardNotice } from './use-id-card.ts'

/** For readers that are slow, and for pasted text; a quick reader needs no field at all. */
export function ScanField({ onText }: { onText: (text: string) => void }) {
  const { t } = useTranslation('intake')
  const [text, setText] = useState('')
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter' || text.trim() === '') return
    event.preventDefault()
    event.stopPropagation()
    setText('')
    onText(text)
  }
  return (
    <div onKeyDown={onKeyDown} className={styles.scan}>
      <TextField
        label={null}
        aria-label={t('scan.label')}
        placeholder={t('scan.hint')}
        value={text}
        onChange={setText}
        rightSection={<IconScan size={16} aria-hidden="true" />}
      />
    </div>
  )
}

interface ScanNoticeProps {
  notice: CardNotice | null
  onUndo: () => void
  onDismiss: () => void
}

export function ScanNotice({ notice, onUndo, onDismiss }: ScanNoticeProps) {
  const { t } = useTranslation('intake')
  const close = useTranslation('ui').t('action.close')
  if (notice === null) return null
  if (notice.kind === 'failed') {
    const { part, code } = notice.problem
    return (
      <Alert
        color="lacquer"
        mb="sm"
        role="alert"
        title={t('scan.failedTitle')}
        withCloseButton
        closeButtonLabel={close}
        onClose={onDismiss}
      >
        <Text size="sm">{t(`scan.problem.${code}`, { part: t(`scan.part.${part}`) })}</Text>
        <Text size="sm">{t('scan.untouched')}</Text>
      </Alert>
    )
  }
  return (
    <Group gap="sm" mb={6} role="status">
      <Text size="sm">{t(notice.path === 'owner' ? 'scan.appliedOwner' : 'scan.applied', { name: notice.name })}</Text>
      <Anchor component="button" type="button" size="sm" onClick={onUndo}>
        {t('scan.undo')}
      </Anchor>
    </Group>
  )
}
