import { Alert, List, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ClosedBook, Closing } from '../../../shared/register/closing.ts'
import { SaveDialog } from '../../ui/save-dialog.tsx'
import { formatMoment } from '../../ui/time.ts'
import type { BookAct } from './use-book-act.ts'

interface BookDialogProps {
  title: string
  book: ClosedBook
  /** What the button says; null: there is nothing this officer can do here. */
  action: string | null
  act: BookAct
  onDo: () => void
  onClose: () => void
  children: React.ReactNode
}

/** Closing and opening again: what is asked, why it was refused, and what was done before. */
export function BookDialog({ title, book, action, act, onDo, onClose, children }: BookDialogProps) {
  const { t } = useTranslation('register')
  return (
    <SaveDialog
      title={title}
      action={action}
      busy={act.busy}
      onSave={onDo}
      onClose={onClose}
      after={<History book={book} />}
    >
      {children}
      {act.refusal !== null && (
        <Alert color="lacquer" role="alert">
          {t(`refused.${act.refusal}`)}
        </Alert>
      )}
    </SaveDialog>
  )
}

function History({ book }: { book: ClosedBook }) {
  const { t } = useTranslation('register')
  return (
    <section aria-label={t('history.title')}>
      <Text size="sm" fw={600}>
        {t('history.title')}
      </Text>
      {book.closings.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('history.none')}
        </Text>
      ) : (
        <List size="sm" spacing={4}>
          {book.closings.map((closing) => (
            <Told key={`${closing.at} ${closing.first} ${closing.reopened?.at ?? ''}`} closing={closing} />
          ))}
        </List>
      )}
    </section>
  )
}

function Told({ closing }: { closing: Closing }) {
  const { t } = useTranslation('register')
  const { first, count, despite, reopened } = closing
  const facts = { at: formatMoment(closing.at), desk: closing.deskName, officer: closing.officerName }
  return (
    <List.Item>
      {count === 0
        ? t('history.closedEmpty', facts)
        : t('history.closed', { ...facts, first, last: first + count - 1, n: count })}
      {despite.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('history.despite', { what: despite.map((code) => t(`history.short.${code}`)).join('; ') })}
        </Text>
      )}
      {reopened !== null && (
        <Text size="xs">
          {t('history.reopened', {
            at: formatMoment(reopened.at),
            officer: reopened.officerName,
            reason: reopened.reason,
          })}
        </Text>
      )}
    </List.Item>
  )
}
