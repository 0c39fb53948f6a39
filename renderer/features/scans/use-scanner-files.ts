import { useCallback, useEffect, useState } from 'react'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { ScannerFile } from '../../../shared/bridge/scanner.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { ScannerSource } from './staged-store.ts'

const everyMs = 2000

/** Looks into the scanner's folder while a dossier's scans are on the screen. null: not answered yet, or nobody answers. */
export function useScannerFiles() {
  const { bridge } = useDesk()
  const [answer, setAnswer] = useState<BridgeResult<'scanner.list'> | null>(null)
  useEffect(() => {
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const found = document.hidden ? null : await bridge.call('scanner.list', {}).catch(() => null)
      if (left) return
      if (found !== null) setAnswer(found)
      timer = setTimeout(() => void look(), everyMs)
    }
    void look()
    return () => {
      left = true
      clearTimeout(timer)
    }
  }, [bridge])
  /** Files as the page's own, each with where it came from; names of those that could not be read. */
  const read = useCallback(
    async (wanted: readonly ScannerFile[]) => {
      const files: File[] = []
      const sources = new Map<File, ScannerSource>()
      const failed: string[] = []
      for (const { name, version } of wanted) {
        const found = await bridge.call('scanner.read', { name, version }).catch(() => null)
        if (found?.kind === 'found') {
          const file = new File([found.content.slice()], name)
          files.push(file)
          sources.set(file, { name, version })
        } else failed.push(name)
      }
      return { files, sources, failed }
    },
    [bridge],
  )
  return { answer, read }
}
