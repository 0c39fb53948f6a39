import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CashReport } from '../../../shared/cash/cash-report.ts'
import { formatMoney } from '../../ui/money.ts'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import styles from './cash.module.css'

const mostShown = 500

export function Lines({ report }: { report: CashReport }) {
  const { t } = useTranslation('cash')
  const navigate = useNavigate()
  const officer = new Map(report.byOfficer.map(({ id, name }) => [id, name]))
  const columns = ['at', 'code', 'what', 'person', 'receipt', 'way', 'kind', 'officer', 'amount'] as const
  return (
    <Panel title={t('lines')}>
      {report.lines.length > mostShown && (
        <Text size="xs" c="dimmed" role="status">
          {t('linesCut', { shown: mostShown, total: report.lines.length })}
        </Text>
      )}
      <div className={styles.scroller}>
        <table className={styles.table} aria-label={t('lines')}>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} data-money={column === 'amount' || undefined}>
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.lines.slice(0, mostShown).map((line) => (
              <OpeningRow key={line.eventId} onOpen={() => void navigate(`/dossiers/${line.dossierId}`)}>
                <td>{formatMoment(line.at)}</td>
                <td className={styles.code}>{line.code}</td>
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
              </OpeningRow>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

export function ExemptLines({ report }: { report: CashReport }) {
  const { t } = useTranslation('cash')
  const navigate = useNavigate()
  if (report.exempt.length === 0) return null
  return (
    <Panel title={t('exempt')} aside={report.exempt.length}>
      <div className={styles.scroller}>
        <table className={styles.table} aria-label={t('exempt')}>
          <thead>
            <tr>
              {(['at', 'code', 'what', 'person', 'exemption'] as const).map((column) => (
                <th key={column}>{t(`column.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.exempt.slice(0, mostShown).map((line) => (
              <OpeningRow key={line.eventId} onOpen={() => void navigate(`/dossiers/${line.dossierId}`)}>
                <td>{formatMoment(line.at)}</td>
                <td className={styles.code}>{line.code}</td>
                <td>{line.procedure}</td>
                <td>{line.person}</td>
                <td>{line.exemption}</td>
              </OpeningRow>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

function OpeningRow({ children, onOpen }: { children: React.ReactNode; onOpen: () => void }) {
  return (
    <tr
      tabIndex={0}
      onDoubleClick={onOpen}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onOpen()
      }}
    >
      {children}
    </tr>
  )
}
