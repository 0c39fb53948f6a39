/** One paper of one dossier: planned, drawn, sent, and recorded in the dossier. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { markReprint } from '../../../shared/forms/papers.ts'
import type { Paper } from '../../../shared/forms/papers.ts'
import { momentInWords } from '../../../shared/forms/vietnamese.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { Desk } from '../../app/desk-context.tsx'
import { useSave } from '../../app/save/use-save.ts'
import { localInstant } from '../../ui/time.ts'
import { batchOf, concernedDossiers, planRequest } from './plan-request.ts'
import type { PaperRequest } from './plan-request.ts'
import type { PrintingPorts } from './ports.ts'
import { printPdf, savePdf } from './send-paper.ts'

export type { PaperRequest } from './plan-request.ts'

export type PaperState =
  /** `share` of the drawing that is done; 0 until it is known. */
  | { kind: 'loading'; share: number }
  | { kind: 'failed'; reason: 'noDossier' | 'nothingToSay' | 'noDefinition' | 'cannotDraw' }
  | { kind: 'ready'; paper: Paper; pdf: Uint8Array }

export type SendState = 'idle' | 'sending' | 'printed' | 'saved' | 'cancelled' | 'printFailed' | 'saveFailed'

async function prepare(
  desk: Desk,
  ports: PrintingPorts,
  request: PaperRequest,
  options: { signal: AbortSignal; onProgress: (share: number) => void },
): Promise<PaperState> {
  try {
    const planned = await planRequest(desk, request)
    if (planned.kind !== 'paper') return { kind: 'failed', reason: planned.kind }
    return { kind: 'ready', paper: planned.paper, pdf: await ports.makePdf(planned.paper, options) }
  } catch {
    return { kind: 'failed', reason: 'cannotDraw' }
  }
}

interface Way {
  send: typeof printPdf
  done: 'printed' | 'saved'
  failed: 'printFailed' | 'saveFailed'
}
const onPaper: Way = { send: printPdf, done: 'printed', failed: 'printFailed' }
/** A file can be printed by whoever has it: it counts as a paper that went out. */
const asFile: Way = { send: savePdf, done: 'saved', failed: 'saveFailed' }

/** One request a mount: give the component a `key` of the request. */
export function usePaper(request: PaperRequest, ports: PrintingPorts) {
  const desk = useDesk()
  const { save, trouble, clear } = useSave()
  const [state, setState] = useState<PaperState>({ kind: 'loading', share: 0 })
  const [sending, setSending] = useState<SendState>('idle')
  const [isRecorded, setRecorded] = useState(false)
  /** The last that left this preview, on paper or as a file: what leaves it next is a reprint of it. */
  const wentOut = useRef<Paper | null>(null)
  const unrecorded = useRef<Paper | null>(null)

  // A new desk object (reference data came in) must not redraw a paper the officer is reading.
  const [firstDesk] = useState(desk)
  const [asked] = useState(request)
  useEffect(() => {
    // Closing the preview cancels a drawing under way.
    const leaving = new AbortController()
    const { signal } = leaving
    const show = (next: PaperState) => {
      if (!signal.aborted) setState(next)
    }
    const start = async () => {
      const onProgress = (share: number) => show({ kind: 'loading', share })
      show(await prepare(firstDesk, ports, asked, { signal, onProgress }))
    }
    void start()
    return () => leaving.abort()
  }, [firstDesk, asked, ports])

  const record = useCallback(
    async (paper: Paper) => {
      unrecorded.current = paper
      const { form, formSet, number, reprint, at, definition } = paper
      const { version } = definition
      const batchId = batchOf(asked)
      const plain = { form, formSet, number: number === '' ? null : number, reprint, version }
      const payload = batchId === null ? plain : { ...plain, batchId }
      const dossierIds = concernedDossiers(asked)
      if (dossierIds.length === 0) return setRecorded(true)
      const outcome = await save(() => dossierIds.map((dossierId) => ({ dossierId, type: 'printed', at, payload })))
      if (outcome.kind !== 'saved') return
      unrecorded.current = null
      setRecorded(true)
    },
    [asked, save],
  )

  const send = useCallback(
    async (way: Way) => {
      if (state.kind !== 'ready' || sending === 'sending') return
      setSending('sending')
      try {
        const now = localInstant(desk.now())
        const before = wentOut.current
        const { paper, pdf } = before === null ? state : await redrawn(before, now, ports)
        if (paper !== state.paper) setState({ kind: 'ready', paper, pdf })
        const outcome = await way.send(desk.bridge, { pdf, title: paper.title, fileName: paper.fileName })
        setSending(outcome === 'sent' ? way.done : 'cancelled')
        if (outcome !== 'sent') return
        wentOut.current = paper
        await record({ ...paper, at: now })
      } catch {
        setSending(way.failed)
      }
    },
    [state, sending, desk, ports, record],
  )
  const print = useCallback(() => send(onPaper), [send])
  const saveFile = useCallback(() => send(asFile), [send])

  const recordAgain = useCallback(() => {
    clear()
    if (unrecorded.current !== null) void record(unrecorded.current)
  }, [clear, record])

  return { state, sending, trouble, isRecorded, print, saveFile, recordAgain }
}

/** What leaves the same preview a second time says so. */
async function redrawn(paper: Paper, at: string, ports: PrintingPorts): Promise<{ paper: Paper; pdf: Uint8Array }> {
  const next = markReprint(paper, at, momentInWords(at))
  return { paper: next, pdf: await ports.makePdf(next) }
}
