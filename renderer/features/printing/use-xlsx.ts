/** A table out of a screen as an XLSX file: made beside the window, cancelled at will, saved where the officer says. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { fileSafe, practiceMark, practicePrefix } from '../../../shared/forms/papers.ts'
import type { Book } from '../../../shared/sheet/sheet.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { background } from './background/background.ts'
import { saveFile } from './save-file.ts'

export type XlsxState =
  { kind: 'idle' } | { kind: 'making'; share: number } | { kind: 'saved' } | { kind: 'cancelled' } | { kind: 'failed' }

export interface XlsxExport {
  state: XlsxState
  /** One at a time: asked again while one is made, nothing happens. */
  save: (book: Book) => Promise<void>
  cancel: () => void
}

export function useXlsx(): XlsxExport {
  const { bridge, info } = useDesk()
  const isPractice = info.practice === true
  const [state, setState] = useState<XlsxState>({ kind: 'idle' })
  const making = useRef<AbortController | null>(null)
  useEffect(() => () => making.current?.abort(), [])
  const save = useCallback(
    async (book: Book) => {
      if (making.current !== null) return
      const leaving = new AbortController()
      making.current = leaving
      setState({ kind: 'making', share: 0 })
      try {
        const onProgress = (share: number) => {
          if (!leaving.signal.aborted) setState({ kind: 'making', share })
        }
        const marked = isPractice ? { ...book, mark: practiceMark } : book
        const content = await background.run({ kind: 'xlsx', book: marked }, { signal: leaving.signal, onProgress })
        const name = `${isPractice ? practicePrefix : ''}${fileSafe(book.title) || 'bang'}`
        const outcome = await saveFile(bridge, { content, type: 'xlsx', name })
        setState({ kind: outcome === 'sent' ? 'saved' : 'cancelled' })
      } catch {
        setState({ kind: leaving.signal.aborted ? 'cancelled' : 'failed' })
      } finally {
        making.current = null
      }
    },
    [bridge, isPractice],
  )
  const cancel = useCallback(() => making.current?.abort(), [])
  return { state, save, cancel }
}
