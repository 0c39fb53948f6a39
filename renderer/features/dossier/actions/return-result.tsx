import { IconPackageExport } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { returnableOf } from '../../../../shared/dossier/handing-over.ts'
import type { ActionDialogProps, DossierAction } from './action.ts'

function GoToReturn({ record }: ActionDialogProps) {
  const navigate = useNavigate()
  const { id } = record.dossier
  useEffect(() => void navigate(`/returns/${id}`), [navigate, id])
  return null
}

export const returnResult: DossierAction = {
  id: 'return',
  Icon: IconPackageExport,
  isOffered: (dossier) => returnableOf(dossier) !== 'no',
  Dialog: GoToReturn,
}
