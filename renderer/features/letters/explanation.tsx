import { Button, Group, Modal, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface ExplanationProps {
  title: string
  onClose: () => void
  children: React.ReactNode
}

/** Why something cannot be done: there is nothing to save. */
export function Explanation({ title, onClose, children }: ExplanationProps) {
  const words = useTranslation('ui').t
  return (
    <Modal opened onClose={onClose} title={title} size="lg" closeButtonProps={{ 'aria-label': words('action.close') }}>
      <Stack gap="sm">
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {words('action.back')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
