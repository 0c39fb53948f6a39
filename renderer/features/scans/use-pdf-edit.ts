/** What happens to a PDF in its preview: pages first, then perhaps smaller; nothing of it before the officer sees it. */
import { useEffect, useRef, useState } from 'react'
import { applyPages } from './apply-pages.ts'
import type { MadeSmaller } from './compress-form.tsx'
import type { PdfProblem } from './compress-pdf.ts'
import type { PdfPage } from './page-list.ts'
import type { StagedPreviewProps } from './staged-preview.tsx'
import type { StagedPdf } from './staged-store.ts'

type Trouble = { kind: 'problem'; problem: PdfProblem } | { kind: 'noGain'; bytes: number }
export type PdfEdit = ReturnType<typeof usePdfEdit>

export function usePdfEdit({ scan, pdf, pictures, onChange, onClose }: StagedPreviewProps & { pdf: StagedPdf }) {
  const [pages, setPages] = useState<readonly PdfPage[] | null>(pdf.pages)
  const [smaller, setSmaller] = useState<MadeSmaller | null>(null)
  const [busy, setBusy] = useState<'applying' | 'compressing' | null>(null)
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  /** The file as the list of pages says; null: it could not be made, and the list is as it was. */
  const apply = async (): Promise<Uint8Array | null> => {
    if (pages === null || pages === pdf.pages) return scan.content
    setBusy('applying')
    const applied = await applyPages(pdf, pages, pictures)
    setBusy(null)
    if (!applied.ok) {
      setTrouble({ kind: 'problem', problem: applied.problem })
      setPages(pdf.pages)
      return null
    }
    onChange(applied.part)
    setPages(applied.part.pdf?.pages ?? null)
    return applied.part.content
  }

  const close = async () => {
    running.current?.abort()
    if ((await apply()) !== null) onClose()
  }

  const compress = async (targetBytes: number) => {
    setSmaller(null)
    setTrouble(null)
    const content = await apply()
    if (content === null) return
    const controller = new AbortController()
    running.current = controller
    setBusy('compressing')
    const onPage = (done: number, total: number) => setProgress({ done, total })
    const made = await pictures.compressPdf(content, targetBytes, { onPage, signal: controller.signal })
    setBusy(null)
    setProgress(null)
    if (made.kind === 'failed') setTrouble({ kind: 'problem', problem: made.problem })
    else if (made.kind === 'noGain') setTrouble(made)
    else if (made.kind !== 'cancelled') setSmaller(made)
  }

  const take = async (content: Uint8Array, made: StagedPreviewProps['scan']['made']) => {
    const drawn = await pictures.drawThumbnail({ content, mediaType: 'application/pdf' })
    onChange({ content, pdf: { base: content, pages: null }, thumbnail: drawn ?? scan.thumbnail, made })
    setPages(null)
    setSmaller(null)
  }

  return {
    pages,
    setPages: (next: readonly PdfPage[]) => {
      // A smaller file of other pages would be another file.
      setSmaller(null)
      setTrouble(null)
      setPages(next)
    },
    smaller,
    busy,
    progress,
    trouble,
    close,
    compress,
    cancel: () => running.current?.abort(),
    use: async ({ content, quality, scale }: MadeSmaller) => {
      await take(content, { bytes: content.length, quality, scale })
      onClose()
    },
    restore: () => take(scan.original.content, null),
  }
}
