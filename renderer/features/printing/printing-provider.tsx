/** `usePrinting()` opens the preview of a paper from any screen. */
import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { FormSet } from '../../../shared/dossier/event.ts'
import type { HandoverInput } from '../../../shared/forms/views/handover-slip.ts'
import type { RegisterInput } from '../../../shared/forms/views/register.ts'
import type { PrintingPorts } from './ports.ts'
import { PrintPreview } from './print-preview.tsx'
import type { PaperRequest } from './plan-request.ts'

export interface Printing {
  open: (request: PaperRequest) => void
  /** One after the other: each that has gone out makes room for the next. */
  openAll: (requests: readonly PaperRequest[]) => void
  openReceipt: (dossierId: string) => void
  /** `formSet` left out: the catalogue's. */
  openRegister: (content: RegisterInput, formSet?: FormSet) => void
  openHandoverSlip: (content: HandoverInput) => void
  /** Left out: the latest return of the dossier. */
  openReturnAcknowledgement: (dossierId: string, eventId?: string) => void
  /** A letter to the citizen about one event of the dossier; left out: the latest that fits. */
  openLetter: (form: Letter, dossierId: string, eventId?: string) => void
}
export type Letter = 'supplementRequest' | 'refusal' | 'apology' | 'stopNotice'

interface Opened {
  requests: readonly PaperRequest[]
  at: number
  n: number
}

function nextOf(opened: Opened): Opened | null {
  return opened.at + 1 < opened.requests.length ? { ...opened, at: opened.at + 1 } : null
}

const PrintingContext = createContext<Printing | null>(null)

export function PrintingProvider({ children, ports }: { children: ReactNode; ports?: PrintingPorts }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const counter = useRef(0)
  const close = useCallback(() => setOpened(null), [])
  const goOn = useCallback(() => setOpened((now) => (now === null ? null : nextOf(now))), [])
  const printing = useMemo<Printing>(() => {
    // Each opening is a preview of its own, also of the same paper.
    const openAll = (requests: readonly PaperRequest[]) =>
      setOpened(requests.length === 0 ? null : { requests, at: 0, n: (counter.current += 1) })
    const open = (request: PaperRequest) => openAll([request])
    return {
      open,
      openAll,
      openReceipt: (dossierId) => open({ form: 'receipt', dossierId }),
      openRegister: (content, formSet) =>
        open({ form: 'register', content, ...(formSet === undefined ? {} : { formSet }) }),
      openHandoverSlip: (content) => open({ form: 'handoverSlip', content }),
      openReturnAcknowledgement: (dossierId, eventId) =>
        open({ form: 'returnAcknowledgement', dossierId, ...(eventId === undefined ? {} : { eventId }) }),
      openLetter: (form, dossierId, eventId) =>
        open({ form, dossierId, ...(eventId === undefined ? {} : { eventId }) }),
    }
  }, [])
  return (
    <PrintingContext value={printing}>
      {children}
      {opened !== null && (
        <PrintPreview
          key={`${opened.n} ${opened.at}`}
          request={opened.requests[opened.at] as PaperRequest}
          place={{ n: opened.at + 1, total: opened.requests.length }}
          onClose={close}
          onNext={goOn}
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
