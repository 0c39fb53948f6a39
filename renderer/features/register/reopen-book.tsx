import { Alert } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { standingClosings } from '../../../shared/register/closing.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { checkText, tidyLine } from '../../ui/field-checks.ts'
import { TextField } from '../../ui/text-field.tsx'
import { BookDialog } from './book-dialog.tsx'
import type { BookDialogFacts } from './close-book.tsx'
import { useBookAct } from './use-book-act.ts'

const reasonLimit = 500

export function ReopenBook({ book, onClose }: Pick<BookDialogFacts, 'book' | 'onClose'>) {
  const { t } = useTranslation('register')
  const { bridge, officer } = useDesk()
  const { year, revision } = book
  const last = standingClosings(book.closings).at(-1)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const act = useBookAct(t('reopen.done', { year }), onClose)
  const may = officer.roles.includes('leader')
  const problem = checkText(reason, { limit: reasonLimit, required: true })
  const reopen = () => {
    setTried(true)
    if (problem === null) void act.run(() => bridge.call('books.reopen', { year, revision, reason: tidyLine(reason) }))
  }
  const action = may && last !== undefined ? t('reopen.button') : null
  return (
    <BookDialog
      title={t('reopen.title', { year })}
      book={book}
      action={action}
      act={act}
      onDo={reopen}
      onClose={onClose}
    >
      {!may && <Alert color="amber">{t('close.notAllowed')}</Alert>}
      {action !== null && last !== undefined && (
        <>
          <Alert color="amber" role="note">
            {last.count === 0
              ? t('reopen.willEmpty')
              : t('reopen.will', { first: last.first, last: last.first + last.count - 1 })}
          </Alert>
          <TextField
            label={t('reopen.reason')}
            required
            autoFocus
            value={reason}
            onChange={setReason}
            problem={tried ? problem : null}
          />
        </>
      )}
    </BookDialog>
  )
}
