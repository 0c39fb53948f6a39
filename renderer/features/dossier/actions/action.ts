import type { IconNote } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Dossier } from '../../../../shared/dossier/dossier.ts'
import type { messages } from '../messages.ts'
import type { DossierRecord } from '../../../database/desk-database.ts'

export interface ActionDialogProps {
  record: DossierRecord
  onClose: () => void
}

/** One thing an officer can do to a dossier. A new one is a file of its own and a line in the registry. */
export interface DossierAction {
  id: keyof (typeof messages)['vi']['action']
  Icon: typeof IconNote
  /** Kept out of the row of buttons: it is seldom done, and never by mistake. */
  isRare?: true
  /** Whether the state of the dossier allows it now. */
  isOffered: (dossier: Dossier) => boolean
  Dialog: ComponentType<ActionDialogProps>
}
