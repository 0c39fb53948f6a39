import { useTranslation } from 'react-i18next'
import type { ReportColumn, ReportCounts, ReportII06a } from '../../../shared/indicator/report-ii06a.ts'
import { reportColumns } from '../../../shared/indicator/report-words.ts'
import styles from './report.module.css'

/** A figure that was asked about; `field` null: of all fields. */
export interface Asked {
  field: string | null
  column: ReportColumn
}

export function Figures({ report, onAsk }: { report: ReportII06a; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation('report')
  const groups = [...new Set(reportColumns.map(({ group }) => group))]
  const cells = (counts: ReportCounts, field: string | null) =>
    reportColumns.map(({ name, group, header }) => (
      <td key={name}>
        {counts[name] === 0 ? (
          <span className={styles.zero}>0</span>
        ) : (
          <button
            type="button"
            className={styles.figure}
            aria-label={`${field ?? t('total')}, ${group}, ${header}: ${counts[name]}`}
            onClick={() => onAsk({ field, column: name })}
          >
            {counts[name]}
          </button>
        )}
      </td>
    ))
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={t('title')}>
        <thead>
          <tr>
            <th rowSpan={2} data-text>
              {t('field')}
            </th>
            {groups.map((group) => (
              <th key={group} colSpan={reportColumns.filter((column) => column.group === group).length}>
                {group}
              </th>
            ))}
          </tr>
          <tr>
            {reportColumns.map(({ name, header, number }) => (
              <th key={name}>
                {header} ({number})
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.rows.map((row) => (
            <tr key={row.field}>
              <td data-text>{row.field}</td>
              {cells(row, row.field)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td data-text>{t('total')}</td>
            {cells(report.total, null)}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
