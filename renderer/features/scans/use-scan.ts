/** The content of a scan, from this disk or from the province, and its small picture. */
import { useEffect, useState, type RefObject } from 'react'
import { useDesk } from '../../app/desk-context.tsx'
import type { PicturePorts, ScanFile } from './pictures.ts'
import type { ScanRef } from './scans-of.ts'

export type ScanContent =
  | { kind: 'opening' }
  | { kind: 'failed'; reason: 'missing' | 'unreachable' | 'cannotOpen' }
  | ({ kind: 'found' } & ScanFile)

export function useScanContent(id: string): [ScanContent, () => void] {
  const { bridge } = useDesk()
  const [content, setContent] = useState<ScanContent>({ kind: 'opening' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let current = true
    const show = (next: ScanContent) => current && setContent(next)
    show({ kind: 'opening' })
    bridge.call('attachments.get', { id }).then(
      (answer) => show(answer.kind === 'found' ? answer : { kind: 'failed', reason: answer.kind }),
      () => show({ kind: 'failed', reason: 'cannotOpen' }),
    )
    return () => {
      current = false
    }
  }, [bridge, id, attempt])
  return [content, () => setAttempt((n) => n + 1)]
}

/** A URL of the bytes for as long as they are shown; null: none yet. */
export function useObjectUrl(content: Uint8Array | null, mediaType: string): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (content === null) return undefined
    const made = URL.createObjectURL(new Blob([content.slice()], { type: mediaType }))
    setUrl(made)
    return () => {
      URL.revokeObjectURL(made)
      setUrl(null)
    }
  }, [content, mediaType])
  return url
}

/**
 * Asked for when it comes into view. One that was lost is drawn again when the scan is this desk's own; nothing is fetched
 * from the province for a picture.
 */
export function useThumbnail(
  { id, deskId }: ScanRef,
  pictures: PicturePorts,
  place: RefObject<HTMLElement | null>,
  turn: number,
): string | null {
  const { bridge, info } = useDesk()
  const seen = useSeen(place)
  const [picture, setPicture] = useState<Uint8Array | null>(null)
  const isOwn = deskId === info.deskId
  useEffect(() => {
    if (!seen) return undefined
    let current = true
    const load = async () => {
      const kept = (await bridge.call('attachments.thumbnail', { id })).content
      if (kept !== null || !isOwn) return kept
      const scan = await bridge.call('attachments.get', { id })
      const drawn = scan.kind === 'found' ? await pictures.drawThumbnail(scan) : null
      if (drawn !== null) await bridge.call('attachments.putThumbnail', { id, content: drawn })
      return drawn
    }
    // Without a picture the list is still complete.
    load().then(
      (found) => current && setPicture(found),
      () => undefined,
    )
    return () => {
      current = false
    }
  }, [bridge, id, isOwn, pictures, seen, turn])
  return useObjectUrl(picture, 'image/jpeg')
}

function useSeen(place: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    if (seen || place.current === null) return undefined
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [place, seen])
  return seen
}
