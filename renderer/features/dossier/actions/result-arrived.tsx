import { IconFileCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { isAllowed } from '../../../../shared/dossier/state-machine.ts'
import { ActionDialog } from './action-dialog.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'
import { ResultFields, useResult } from './result-fields.tsx'

function ResultDialog({ record, onClose }: ActionDialogProps) {
  const { t } = useTranslation('dossier')
  const result = useResult(record.dossier)
  return (
    <ActionDialog title={t('action.resultArrived')} make={result.make} onClose={onClose}>
      <ResultFields result={result} />
    </ActionDialog>
  )
}

export const resultArrived: DossierAction = {
  id: 'resultArrived',
  Icon: IconFileCheck,
  isOffered: ({ status }) => isAllowed(status, 'resultArrived'),
  Dialog: ResultDialog,
}
