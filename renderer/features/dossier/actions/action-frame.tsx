import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { KeptNotice } from '../../../app/save/kept-notice.tsx'
import { SaveTroubleAlert } from '../../../app/save/save-trouble.tsx'
import type { SaveTrouble } from '../../../app/save/use-save.ts'
import { SaveDialog } from '../../../ui/save-dialog.tsx'

interface ActionFrameProps {
  title: string
  busy: boolean
  trouble: SaveTrouble | null
  /** Asked before what cannot be taken back; null: nothing is asked. */
  question: string | null
  onSave: () => void
  onClose: () => void
  children: React.ReactNode
}

/** Fields, what was kept of them before, and plain words when saving fails. */
export function ActionFrame({ title, busy, trouble, question, onSave, onClose, children }: ActionFrameProps) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  // What is in the journal already must not be saved a second time.
  const isWritten = trouble?.kind === 'journalledOnly'
  const action = question === null ? words('action.save') : t('dialog.confirm')
  return (
    <SaveDialog title={title} action={isWritten ? null : action} busy={busy} onSave={onSave} onClose={onClose}>
      <KeptNotice />
      {children}
      {question !== null && (
        <Alert color="amber" role="alert">
          {question}
        </Alert>
      )}
      <SaveTroubleAlert trouble={trouble} onAgain={onSave} />
    </SaveDialog>
  )
}
