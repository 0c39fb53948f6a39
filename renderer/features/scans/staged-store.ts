/**
 * Scans that are being prepared, before they are saved: a look at another screen must not cost a photo that was taken. In
 * memory only; nothing of them is on the disk in the clear.
 */
import { create } from 'zustand'
import type { PdfPage } from './page-list.ts'
import type { ScanFile } from './pictures.ts'

/** The file of the scanner's folder that a scan came from, as it was when it was read. */
export interface ScannerSource {
  name: string
  version: string
}

export interface StagedPdf {
  /** What pages are taken from: the file as it came, or the smaller one that was made of it. */
  base: Uint8Array
  /** null: all of them, as they are. */
  pages: PdfPage[] | null
}

export interface Staged extends ScanFile {
  key: string
  name: string
  componentId: string | null
  /** As it came; turning begins from it each time. */
  original: ScanFile
  quarters: number
  /** null: a picture. */
  pdf: StagedPdf | null
  /** null: as it came. */
  made: { bytes: number; quality: number; scale: number } | null
  thumbnail: Uint8Array
  source: ScannerSource | null
}

interface StagedState {
  /** By officer and dossier: the next officer at this desk starts with nothing. */
  lists: Readonly<Record<string, readonly Staged[]>>
  change: (list: string, change: (before: readonly Staged[]) => readonly Staged[]) => void
}

export const useStagedStore = create<StagedState>((set) => ({
  lists: {},
  change: (list, change) => set(({ lists }) => ({ lists: { ...lists, [list]: change(lists[list] ?? []) } })),
}))

const nothing: readonly Staged[] = []

export function useStaged(officerId: string, dossierId: string) {
  const list = `${officerId} ${dossierId}`
  const staged = useStagedStore(({ lists }) => lists[list] ?? nothing)
  const change = useStagedStore((state) => state.change)
  return {
    staged,
    /** As it is now, not as it was when the screen was drawn: the next key may come while a page is being turned. */
    find: (key: string) => (useStagedStore.getState().lists[list] ?? nothing).find((one) => one.key === key) ?? null,
    add: (more: readonly Staged[]) => change(list, (before) => [...before, ...more]),
    remove: (keys: readonly string[]) => change(list, (before) => before.filter(({ key }) => !keys.includes(key))),
    edit: (key: string, part: Partial<Staged>) =>
      change(list, (before) => before.map((one) => (one.key === key ? { ...one, ...part } : one))),
    move: (key: string, step: 1 | -1) => change(list, (before) => moved(before, key, step)),
  }
}

export function moved<T extends { key: string }>(list: readonly T[], key: string, step: 1 | -1): readonly T[] {
  const at = list.findIndex((one) => one.key === key)
  const one = list[at]
  const to = at + step
  if (one === undefined || to < 0 || to >= list.length) return list
  return list.filter((other) => other !== one).toSpliced(to, 0, one)
}
