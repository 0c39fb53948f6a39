import { IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { usePrinting } from '../../printing/printing-provider.tsx'
import type { ActionDialogProps, DossierAction } from './action.ts'

/** Printing has a preview of its own: the action only opens it. */
function useOpenOnce(open: () => void, onClose: () => void) {
  const done = useRef(false)
  useEffect(() => {
    if (done.current) return
    done.current = true
    open()
    onClose()
  })
}

function PrintReceipt({ record, onClose }: ActionDialogProps) {
  const { openReceipt } = usePrinting()
  useOpenOnce(() => openReceipt(record.dossier.id), onClose)
  return null
}

function PrintReturn({ record, onClose }: ActionDialogProps) {
  const { openReturnAcknowledgement } = usePrinting()
  useOpenOnce(() => openReturnAcknowledgement(record.dossier.id), onClose)
  return null
}

function PrintControlSlip({ record, onClose }: ActionDialogProps) {
  const { open } = usePrinting()
  useOpenOnce(() => open({ form: 'controlSlip', dossierId: record.dossier.id }), onClose)
  return null
}

export const printReceipt: DossierAction = {
  id: 'printReceipt',
  Icon: IconPrinter,
  // No result will come of it: a receipt would promise one, and stands first among what is left to do.
  isOffered: ({ receivedAt, status }) => receivedAt !== '' && status !== 'notAccepted' && status !== 'stopped',
  Dialog: PrintReceipt,
}
export const printReturn: DossierAction = {
  id: 'printReturn',
  Icon: IconPrinter,
  isOffered: ({ returns }) => returns.length > 0,
  Dialog: PrintReturn,
}
/** It goes with the papers from hand to hand; printed again after each leg, it lists the one before. */
export const printControlSlip: DossierAction = {
  id: 'printControlSlip',
  Icon: IconPrinter,
  isRare: true,
  isOffered: ({ receivedAt }) => receivedAt !== '',
  Dialog: PrintControlSlip,
}
