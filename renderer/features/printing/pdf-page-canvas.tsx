import { useEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '@mantine/core'
import type { PdfPages } from './pdf-pages.ts'
import styles from './print-preview.module.css'

interface PdfPageCanvasProps {
  pages: PdfPages
  number: number
  zoom: number
  /** Clockwise, before it is kept that way. */
  quarters?: number
}

export function PdfPageCanvas({ pages, number, zoom, quarters = 0 }: PdfPageCanvasProps) {
  const { t } = useTranslation('printing')
  const canvas = useRef<HTMLCanvasElement>(null)
  const near = useNear(canvas)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    let current = true
    const read = async () => {
      try {
        const next = await pages.size(number)
        if (current) setSize(next)
      } catch {
        // The preview was closed, or the next paper took its place.
      }
    }
    void read()
    return () => {
      current = false
    }
  }, [pages, number])
  useEffect(() => {
    if (!near) return undefined
    let current = true
    const read = async () => {
      try {
        const next = await pages.text(number)
        if (current) setText(next)
      } catch {
        // As above.
      }
    }
    void read()
    return () => {
      current = false
    }
  }, [pages, number, near])
  useEffect(() => {
    const target = canvas.current
    if (target === null || size === null || !near) return undefined
    let current = true
    const draw = async () => {
      // Drawn beside and copied at once: two draws on one canvas would mix when the officer zooms quickly.
      const buffer = document.createElement('canvas')
      try {
        await pages.draw(number, buffer, zoom * (window.devicePixelRatio || 1), quarters)
        if (current) copy(buffer, target)
      } catch {
        // As above: a page that is gone needs no picture.
      }
    }
    void draw()
    return () => {
      current = false
    }
  }, [pages, number, zoom, quarters, size, near])
  useEffect(() => {
    // A picture of a page takes megabytes, and a register has hundreds of pages.
    if (!near && canvas.current !== null) canvas.current.width = 0
  }, [near])
  return (
    <figure className={styles.page}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('page', { page: number, pages: pages.count })}
        style={size === null ? undefined : styleOf(size, zoom, quarters)}
      />
      <VisuallyHidden>{text}</VisuallyHidden>
    </figure>
  )
}

function styleOf({ width, height }: { width: number; height: number }, zoom: number, quarters: number) {
  const [across, down] = quarters % 2 === 0 ? [width, height] : [height, width]
  return { width: across * zoom, height: down * zoom }
}

/** Whether the page is on the screen or soon will be; always, where nobody can tell. */
function useNear(ref: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(typeof IntersectionObserver === 'undefined')
  useEffect(() => {
    if (ref.current === null || typeof IntersectionObserver === 'undefined') return undefined
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting === true), {
      root: ref.current.closest('[role=region]'),
      rootMargin: '100% 0px',
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [ref])
  return near
}

function copy(from: HTMLCanvasElement, to: HTMLCanvasElement): void {
  to.width = from.width
  to.height = from.height
  to.getContext('2d')?.drawImage(from, 0, 0)
}
