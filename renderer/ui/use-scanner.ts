/**
 * USB readers type what they read, anywhere the cursor happens to be. What they typed is taken out of the field that it landed
 * in and handed to the screen; what the screen has no use for goes to its place by itself (features/scanner).
 */
import { createContext, useContext, useEffect, useRef } from 'react'
import type { ScannedThing } from '../../shared/forms/read-scan.ts'

export interface Scan {
  text: string
  thing: ScannedThing
  /** Where the cursor stood: a page with two people on it can tell which one is meant. */
  target: Element | null
  /** More than one dossier carries the code: they are wanted as a list. */
  several?: true
}

/** false: not for this screen. */
export type ScanHandler = (scan: Scan, port: ScannerPort) => boolean

export interface ScannerPort {
  /** `inDialog`: heard while a dialog is open; other screens are not, for what is begun in the dialog would be lost. */
  listen: (handler: ScanHandler, inDialog: boolean) => () => void
  /** As if a reader had read it: pasted, or typed where a reader is slow. */
  deliver: (text: string, target: Element | null) => void
  /** For the screen that is being opened at `path`; it hears the scan when it listens. */
  keepFor: (path: string, scan: Scan) => void
}

const nobody: ScannerPort = { listen: () => () => undefined, deliver: () => undefined, keepFor: () => undefined }
export const ScannerContext = createContext<ScannerPort>(nobody)

/** The screen mounted last is asked first. */
export function useScanner(onScan: ScanHandler, options: { inDialog?: boolean } = {}): ScannerPort {
  const port = useContext(ScannerContext)
  const latest = useRef(onScan)
  latest.current = onScan
  const inDialog = options.inDialog ?? false
  useEffect(() => port.listen((scan) => latest.current(scan, port), inDialog), [port, inDialog])
  return port
}
