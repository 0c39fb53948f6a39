import { useTable } from '@tanstack/react-table'
import { useEffect, useState } from 'react'
import type { DossierRow } from '../database/desk-database.ts'
import { features, useDossierColumns } from './dossier-columns.tsx'
import type { ColumnName } from './dossier-columns.tsx'
import styles from './dossier-table.module.css'
import { useRowKeys } from './use-row-keys.ts'

interface DossierTableProps {
  rows: DossierRow[]
  columns: readonly ColumnName[]
  now: Date
  label: string
  onOpen: (row: DossierRow) => void
  onActive?: (row: DossierRow) => void
  /** Rows that look chosen only once the table has the focus, unless a preview beside it follows the choice. */
  showActive?: boolean
}

export function DossierTable(props: DossierTableProps) {
  const { rows, now, label, onOpen, onActive, showActive = false } = props
  const [active, setActive] = useState(0)
  const columns = useDossierColumns(props.columns, now)
  const table = useTable({ features, columns, data: rows, getRowId: (row) => row.id })
  const chosen = Math.min(active, Math.max(rows.length - 1, 0))
  const choose = (index: number) => {
    setActive(index)
    const row = rows[index]
    if (row !== undefined) onActive?.(row)
  }
  const open = (index: number) => {
    const row = rows[index]
    if (row !== undefined) onOpen(row)
  }
  const firstId = rows[0]?.id
  useEffect(() => setActive(0), [firstId])
  const { bodyRef, onKeyDown } = useRowKeys({ count: rows.length, active: chosen, setActive: choose, open })
  // Roles are written out: in large type the style sheet lays rows out as blocks, which are no rows by themselves.
  return (
    <table className={styles.table} role="grid" aria-label={label} aria-rowcount={rows.length}>
      <thead role="rowgroup">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} role="row">
            {group.headers.map((header) => (
              <th key={header.id} scope="col" role="columnheader">
                <table.FlexRender header={header} />
              </th>
            ))}
          </tr>
        ))}
      </thead>
      <tbody ref={bodyRef} role="rowgroup" onKeyDown={onKeyDown}>
        {table.getRowModel().rows.map((row, index) => (
          <tr
            key={row.id}
            role="row"
            tabIndex={index === chosen ? 0 : -1}
            aria-selected={showActive && index === chosen}
            onFocus={() => choose(index)}
            onClick={() => (showActive ? choose(index) : open(index))}
            onDoubleClick={() => open(index)}
          >
            {row.getAllCells().map((cell) => (
              <td key={cell.id} role="gridcell">
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
