import { Button } from '@mantine/core'
import { IconFileSpreadsheet, IconPrinter } from '@tabler/icons-react'
import { KeyHint } from '../../ui/key-hint.tsx'
import { usePageKeys } from '../../ui/use-page-keys.ts'
import styles from './out-buttons.module.css'
import type { XlsxExport } from './use-xlsx.ts'

interface OutButtonsProps {
  words: { print: string; xlsx: string }
  ready: boolean
  xlsx: XlsxExport
  print: () => void
  save: () => void
}

/** A page on its way out: onto paper (Ctrl+P) or into a table (Ctrl+S). */
export function OutButtons({ words, ready, xlsx, print, save }: OutButtonsProps) {
  usePageKeys({ p: () => (ready ? print() : undefined), s: () => (ready ? save() : undefined) })
  return (
    <div className={styles.buttons}>
      <Button
        leftSection={<IconPrinter size={18} />}
        rightSection={<KeyHint keys="Ctrl+P" />}
        aria-keyshortcuts="Control+P"
        disabled={!ready}
        onClick={print}
      >
        {words.print}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileSpreadsheet size={18} />}
        rightSection={<KeyHint keys="Ctrl+S" />}
        aria-keyshortcuts="Control+S"
        disabled={!ready || xlsx.state.kind === 'making'}
        onClick={save}
      >
        {words.xlsx}
      </Button>
    </div>
  )
}
