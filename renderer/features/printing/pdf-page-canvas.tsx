import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { VisuallyHidden } from '@mantine/core'
import type { PdfPages } from './pdf-pages.ts'
import styles from './print-preview.module.css'

interface PdfPageCanvasProps {
  pages: PdfPages
  number: number
  zoom: number
}

export function PdfPageCanvas({ pages, number, zoom }: PdfPageCanvasProps) {
  const { t } = useTranslation('printing')
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<{ width: number; height: number } | null>(null)
  const [text, setText] = useState('')
  useEffect(() => {
    let current = true
    const read = async () => {
      try {
        const [nextSize, nextText] = await Promise.all([pages.size(number), pages.text(number)])
        if (!current) return
        setSize(nextSize)
        setText(nextText)
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
    const target = canvas.current
    if (target === null || size === null) return undefined
    let current = true
    const draw = async () => {
      // Drawn beside and copied at once: two draws on one canvas would mix when the officer zooms quickly.
      const buffer = document.createElement('canvas')
      try {
        await pages.draw(number, buffer, zoom * (window.devicePixelRatio || 1))
        if (current) copy(buffer, target)
      } catch {
        // As above: a page that is gone needs no picture.
      }
    }
    void draw()
    return () => {
      current = false
    }
  }, [pages, number, zoom, size])
  return (
    <figure className={styles.page}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t('page', { page: number, pages: pages.count })}
        style={size === null ? undefined : { width: size.width * zoom, height: size.height * zoom }}
      />
      <VisuallyHidden>{text}</VisuallyHidden>
    </figure>
  )
}

function copy(from: HTMLCanvasElement, to: HTMLCanvasElement): void {
  to.width = from.width
  to.height = from.height
  to.getContext('2d')?.drawImage(from, 0, 0)
}
