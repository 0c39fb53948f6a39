import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { DueLabel } from '../../ui/due-label.tsx'
import { useNow } from '../../ui/use-now.ts'
import type { Item } from './batch.ts'
import styles from './handover.module.css'

interface ItemTableProps {
  items: readonly Item[]
  label: string
  /** Takes the place of the plain note. */
  renderNote?: (item: Item) => React.ReactNode
  /** A column before the code. */
  leadHeader?: string
  renderLead?: (item: Item) => React.ReactNode
  onRemove?: (item: Item) => void
}

/** The dossiers of a batch; where one can be taken off, arrow keys move and Delete removes. */
export function ItemTable({ items, label, renderNote, leadHeader, renderLead, onRemove }: ItemTableProps) {
  const { t } = useTranslation('handover')
  const { now } = useDesk()
  const time = useNow(now)
  const onKeyDown = (event: React.KeyboardEvent<HTMLTableRowElement>, item: Item) => {
    if (onRemove === undefined || event.target !== event.currentTarget) return
    const row = event.currentTarget
    const next = event.key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') (next as HTMLElement | null)?.focus()
    else if (event.key === 'Delete') {
      ;((row.nextElementSibling ?? row.previousElementSibling) as HTMLElement | null)?.focus()
      onRemove(item)
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {renderLead !== undefined && <th scope="col">{leadHeader}</th>}
            <th scope="col">{t('column.code')}</th>
            <th scope="col">{t('column.person')}</th>
            <th scope="col">{t('column.procedure')}</th>
            <th scope="col">{t('column.due')}</th>
            <th scope="col">{t('column.note')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => {
            const { row } = item
            return (
              <tr
                key={row.id}
                tabIndex={onRemove === undefined ? undefined : 0}
                onKeyDown={(event) => onKeyDown(event, item)}
              >
                {renderLead !== undefined && <td>{renderLead(item)}</td>}
                <td className={styles.code}>{row.number}</td>
                <td>{row.ownerName ?? row.submitterName}</td>
                <td>{row.procedureName}</td>
                <td>
                  <DueLabel dueAt={row.dueAt} finishedAt={row.finishedAt} now={time} />
                </td>
                <td>{renderNote === undefined ? item.note : renderNote(item)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
