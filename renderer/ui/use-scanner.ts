/**
 * USB readers type what they read, anywhere the cursor happens to be. A burst of typing with the bars of an ID card's QR code
 * is taken out of the field that it landed in and handed to the page; ordinary typing is never touched.
 */
import { useEffect, useRef } from 'react'
import { attachScanner } from './scanner.ts'

export interface Scan {
  text: string
  /** Where the cursor stood: a page with two people on it can tell which one is meant. */
  target: Element | null
}

export function useScanner(onScan: (scan: Scan) => void): void {
  const latest = useRef(onScan)
  latest.current = onScan
  useEffect(() => attachScanner(document, (scan) => latest.current(scan)), [])
}
