/** `usePrinting()` opens the preview of a paper from any screen. */
import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { PrintingPorts } from './ports.ts'
import { PrintPreview } from './print-preview.tsx'
import type { PaperRequest } from './use-paper.ts'

export interface Printing {
  open: (request: PaperRequest) => void
  openReceipt: (dossierId: string) => void
  /** Left out: the latest return of the dossier. */
  openReturnAcknowledgement: (dossierId: string, eventId?: string) => void
}

const PrintingContext = createContext<Printing | null>(null)

export function PrintingProvider({ children, ports }: { children: ReactNode; ports?: PrintingPorts }) {
  const [request, setRequest] = useState<PaperRequest | null>(null)
  const close = useCallback(() => setRequest(null), [])
  const printing = useMemo<Printing>(
    () => ({
      open: setRequest,
      openReceipt: (dossierId) => setRequest({ form: 'receipt', dossierId }),
      openReturnAcknowledgement: (dossierId, eventId) =>
        setRequest({ form: 'returnAcknowledgement', dossierId, ...(eventId === undefined ? {} : { eventId }) }),
    }),
    [],
  )
  return (
    <PrintingContext value={printing}>
      {children}
      {request !== null && (
        <PrintPreview
          key={JSON.stringify(request)}
          request={request}
          onClose={close}
          {...(ports === undefined ? {} : { ports })}
        />
      )}
    </PrintingContext>
  )
}

export function usePrinting(): Printing {
  const printing = useContext(PrintingContext)
  if (printing === null) throw new Error('usePrinting outside of PrintingProvider')
  return printing
}
