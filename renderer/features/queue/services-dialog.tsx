import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { QueueService } from '../../../shared/queue/queue.ts'
import { checkText, tidyLine } from '../../ui/field-checks.ts'
import { SaveDialog } from '../../ui/save-dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { QueueActs } from './use-queue.ts'

const nameLimit = 80
const mostServices = 9
const alphabet = [...'ABCDEFGHIKLMNPQRSTUVXY']

interface ServicesDialogProps {
  services: readonly QueueService[]
  acts: QueueActs
  onClose: () => void
}

export function ServicesDialog({ services, acts, onClose }: ServicesDialogProps) {
  const { t } = useTranslation('queue')
  const words = useTranslation('ui').t
  const [rows, setRows] = useState(services)
  const [checked, setChecked] = useState(false)
  const problemOf = ({ name }: QueueService) => checkText(name, { limit: nameLimit, required: true })
  const free = alphabet.find((letter) => !rows.some((row) => row.letter === letter))
  const save = async () => {
    setChecked(true)
    if (rows.some((row) => problemOf(row) !== null)) return
    const tidy = rows.map(({ letter, name }) => ({ letter, name: tidyLine(name) }))
    if ((await acts.act({ kind: 'configure', services: tidy })) === null) return
    notifications.show({ message: t('services.saved'), color: 'teal' })
    onClose()
  }
  return (
    <SaveDialog
      title={t('services.title')}
      action={words('action.save')}
      busy={acts.busy}
      onSave={() => void save()}
      onClose={onClose}
    >
      <Text size="sm">{t('services.intro')}</Text>
      {rows.map((row, i) => (
        <Group key={row.letter} gap="xs" wrap="nowrap" align="flex-start">
          <Text fw={600} w={24} mt={6}>
            {row.letter}
          </Text>
          <div style={{ flex: 1 }}>
            <TextField
              label={null}
              aria-label={t('services.nameOf', { letter: row.letter })}
              value={row.name}
              autoFocus={i === 0}
              onChange={(name) => setRows(rows.map((one) => (one === row ? { ...one, name } : one)))}
              problem={checked ? problemOf(row) : null}
            />
          </div>
          <ActionIcon
            variant="subtle"
            mt={4}
            aria-label={t('services.remove', { letter: row.letter })}
            disabled={rows.length === 1}
            onClick={() => setRows(rows.filter((one) => one !== row))}
          >
            <IconTrash size={16} aria-hidden="true" />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          variant="subtle"
          disabled={rows.length >= mostServices || free === undefined}
          onClick={() => free !== undefined && setRows([...rows, { letter: free, name: '' }])}
        >
          {t('services.add')}
        </Button>
      </Group>
    </SaveDialog>
  )
}
