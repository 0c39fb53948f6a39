import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CashLine, ExemptLine } from '../../../shared/cash/cash-lines.ts'
import type { CashReport } from '../../../shared/cash/cash-report.ts'
import { formatMoney } from '../../ui/money.ts'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useRowKeys } from '../../ui/use-row-keys.ts'
import styles from './cash.module.css'

const mostShown = 500
type Line = CashLine | ExemptLine
type Column = 'at' | 'code' | 'what' | 'person' | 'receipt' | 'way' | 'kind' | 'officer' | 'amount' | 'exemption'

export function Lines({ report }: { report: CashReport }) {
  const { t } = useTranslation('cash')
  const officer = new Map(report.byOfficer.map(({ id, name }) => [id, name]))
  return (
    <MoneyTable
      title={t('lines')}
      columns={['at', 'code', 'what', 'person', 'receipt', 'way', 'kind', 'officer', 'amount']}
      lines={report.lines}
      renderCells={(line) => (
        <>
          <td>
            {line.procedure}
            <span className={styles.sub}>{[t(`when.${line.when}`), line.what].filter(Boolean).join(': ')}</span>
          </td>
          <td>{line.person}</td>
          <td>{line.receiptNumber}</td>
          <td>{t(`way.${line.way}`)}</td>
          <td>{t(`kind.${line.kind}`)}</td>
          <td>{officer.get(line.officerId)}</td>
          <td data-money className={line.amount < 0 ? styles.refund : undefined}>
            {formatMoney(line.amount)}
          </td>
        </>
      )}
    />
  )
}

export function ExemptLines({ report }: { report: CashReport }) {
  const { t } = useTranslation('cash')
  if (report.exempt.length === 0) return null
  return (
    <MoneyTable
      title={t('exempt')}
      aside={report.exempt.length}
      columns={['at', 'code', 'what', 'person', 'exemption']}
      lines={report.exempt}
      renderCells={(line) => (
        <>
          <td>{line.procedure}</td>
          <td>{line.person}</td>
          <td>{line.exemption}</td>
        </>
      )}
    />
  )
}

interface MoneyTableProps<T extends Line> {
  title: string
  aside?: React.ReactNode
  columns: readonly Column[]
  lines: readonly T[]
  /** After moment and code, which every line has. */
  renderCells: (line: T) => React.ReactNode
}

/** One row at a time is in the tab order; Enter or a double click opens its dossier. */
function MoneyTable<T extends Line>({ title, aside, columns, lines, renderCells }: MoneyTableProps<T>) {
  const { t } = useTranslation('cash')
  const navigate = useNavigate()
  const [active, setActive] = useState(0)
  const shown = lines.slice(0, mostShown)
  const open = (index: number) => {
    const line = shown[index]
    if (line !== undefined) void navigate(`/dossiers/${line.dossierId}`)
  }
  const { bodyRef, onKeyDown } = useRowKeys({ count: shown.length, active, setActive, open })
  // Another day may have fewer lines: one of them has to stay within reach of the Tab key.
  const reachable = Math.min(active, shown.length - 1)
  return (
    <Panel title={title} aside={aside}>
      {lines.length > mostShown && (
        <Text size="xs" c="dimmed" role="status">
          {t('linesCut', { shown: mostShown, total: lines.length })}
        </Text>
      )}
      <div className={styles.scroller}>
        <table className={styles.table} aria-label={title}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} data-money={column === 'amount' || undefined}>
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={bodyRef} onKeyDown={onKeyDown}>
            {shown.map((line, index) => (
              <tr
                key={line.eventId}
                tabIndex={index === reachable ? 0 : -1}
                onFocus={() => setActive(index)}
                onDoubleClick={() => open(index)}
              >
                <td>{formatMoment(line.at)}</td>
                <td className={styles.code}>{line.code}</td>
                {renderCells(line)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
