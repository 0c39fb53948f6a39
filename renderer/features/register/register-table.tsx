import { useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { nextRow } from '../../ui/use-row-keys.ts'
import { columnWidths, features, useRegisterColumns } from './columns.tsx'
import styles from './register.module.css'

interface RegisterTableProps {
  lines: RegisterLine[]
  label: string
  onOpen: (line: RegisterLine) => void
}

/** As in the style sheet. */
const rowHeight = 46
const columnNames = Object.keys(columnWidths)
const pinnedLeft: Readonly<Record<string, string>> = { entry: '0', code: `${columnWidths['entry']}rem` }

/** Twenty thousand lines scroll as one would: only those on the screen are in the page. */
export function RegisterTable({ lines, label, onOpen }: RegisterTableProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const wanted = useRef<number | null>(null)
  const columns = useRegisterColumns()
  const table = useTable({ features, columns, data: lines, getRowId: (line) => line.dossierId })
  const rows = table.getRowModel().rows
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes here, and nothing memoized is given its functions.
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  })
  const firstId = lines[0]?.dossierId
  useEffect(() => setActive(0), [firstId])
  useEffect(() => {
    if (wanted.current === null) return
    const row = scroller.current?.querySelector<HTMLElement>(`tr[data-index="${wanted.current}"]`)
    if (row === null || row === undefined) return
    wanted.current = null
    row.focus({ preventScroll: true })
  })
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return
    const line = lines[active]
    if (event.key === 'Enter' && line !== undefined) {
      event.preventDefault()
      onOpen(line)
      return
    }
    const next = nextRow(event.key, active, lines.length - 1)
    if (next === null) return
    event.preventDefault()
    wanted.current = next
    setActive(next)
    virtual.scrollToIndex(next)
  }
  const items = virtual.getVirtualItems()
  const before = items[0]?.start ?? 0
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className={styles.scroller}>
      <table className={styles.table} role="grid" aria-label={label} aria-rowcount={lines.length + 1}>
        <colgroup>
          {columnNames.map((name) => (
            <col key={name} style={{ width: `${columnWidths[name]}rem` }} />
          ))}
        </colgroup>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" {...pinned(header.column.id)}>
                  <table.FlexRender header={header} />
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody onKeyDown={onKeyDown}>
          <Gap height={before} />
          {items.map(({ index }) => {
            const row = rows[index]
            const line = lines[index]
            if (row === undefined || line === undefined) return null
            return (
              <tr
                key={row.id}
                data-index={index}
                aria-rowindex={index + 2}
                tabIndex={index === active ? 0 : -1}
                onFocus={() => setActive(index)}
                onDoubleClick={() => onOpen(line)}
              >
                {row.getAllCells().map((cell) => (
                  <td key={cell.id} {...pinned(cell.column.id)}>
                    <div className={styles.cell}>
                      <table.FlexRender cell={cell} />
                    </div>
                  </td>
                ))}
              </tr>
            )
          })}
          <Gap height={after} />
        </tbody>
      </table>
    </div>
  )
}

function pinned(column: string): { 'data-pinned'?: true; style?: React.CSSProperties } {
  const left = pinnedLeft[column]
  return left === undefined ? {} : { 'data-pinned': true, style: { left } }
}

/** Stands for the rows that are not in the page. */
function Gap({ height }: { height: number }) {
  if (height <= 0) return null
  return (
    <tr aria-hidden="true" className={styles.gap}>
      <td style={{ height }} colSpan={columnNames.length} />
    </tr>
  )
}
