import { Alert, Anchor, Group, Text } from '@mantine/core'
import { IconScan } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/text-field.tsx'
import type { CardNotice } from './use-id-card.ts'

interface ScanFieldProps {
  notice: CardNotice | null
  onText: (text: string) => void
  onUndo: () => void
  onDismiss: () => void
}

/** For readers that are slow, and for pasted text; a quick reader needs no field at all. */
export function ScanField({ notice, onText, onUndo, onDismiss }: ScanFieldProps) {
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
    <div onKeyDown={onKeyDown}>
      <TextField
        label={t('scan.label')}
        hint={t('scan.hint')}
        value={text}
        onChange={setText}
        rightSection={<IconScan size={16} aria-hidden="true" />}
      />
      {notice !== null && <NoticeLine notice={notice} onUndo={onUndo} onDismiss={onDismiss} />}
    </div>
  )
}

function NoticeLine({
  notice,
  onUndo,
  onDismiss,
}: { notice: CardNotice } & Pick<ScanFieldProps, 'onUndo' | 'onDismiss'>) {
  const { t } = useTranslation('intake')
  const close = useTranslation('ui').t('action.close')
  if (notice.kind === 'failed') {
    const { part, code } = notice.problem
    return (
      <Alert
        color="lacquer"
        mt="xs"
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
    <Group gap="sm" mt={4} role="status">
      <Text size="sm">{t(notice.path === 'owner' ? 'scan.appliedOwner' : 'scan.applied', { name: notice.name })}</Text>
      <Anchor component="button" type="button" size="sm" onClick={onUndo}>
        {t('scan.undo')}
      </Anchor>
    </Group>
  )
}
