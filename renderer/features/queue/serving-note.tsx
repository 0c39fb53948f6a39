import { Anchor, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { ticketOf, useUnlinked } from './serving.ts'
import { useQueueState } from './use-queue.ts'

/** Above the intake form, while a number is at this officer's window. */
export function ServingNote() {
  const { t } = useTranslation('queue')
  const { officer } = useDesk()
  const state = useQueueState()
  const { numbers, leaveOut } = useUnlinked()
  const ticket = state === null || state === undefined ? null : ticketOf(state, officer.id)
  if (ticket === null || numbers.includes(ticket.number)) return null
  return (
    <Text size="sm" role="status">
      {t('serving.note', { number: ticket.number })}{' '}
      <Anchor component="button" type="button" size="sm" onClick={() => leaveOut(ticket.number)}>
        {t('serving.unlink')}
      </Anchor>
    </Text>
  )
}
