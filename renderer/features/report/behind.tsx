import { Modal, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { reportColumns } from '../../../shared/indicator/report-words.ts'
import { formatMoment } from '../../ui/time.ts'
import type { Asked } from './figures.tsx'
import styles from './report.module.css'
import type { Counted } from './use-report.ts'

const mostShown = 500

/** The dossiers behind a figure; Enter opens one. */
export function Behind({ asked, counted, onClose }: { asked: Asked; counted: Counted[]; onClose: () => void }) {
  const { t } = useTranslation('report')
  const navigate = useNavigate()
  const { column, field } = asked
  const rows = counted.filter((row) => row.columns.includes(column) && (field === null || field === row.field))
  const named = reportColumns.find(({ name }) => name === column)
  const what = [field ?? t('total'), named?.group, named?.header].filter(Boolean).join(', ')
  const moment = (at: string | null) => (at === null ? '' : formatMoment(at))
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(64rem, 96vw)"
      title={t('behind', { what, n: rows.length })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {rows.length > mostShown && (
        <Text size="xs" c="dimmed" role="status">
          {t('behindCut', { shown: mostShown, total: rows.length })}
        </Text>
      )}
      <div className={styles.scroller}>
        <table className={styles.table} aria-label={what}>
          <thead>
            <tr>
              {(['code', 'procedure', 'person', 'received', 'due', 'finished'] as const).map((name) => (
                <th key={name} data-text>
                  {t(`column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, mostShown).map((row) => (
              <tr key={row.id}>
                <td data-text>
                  <button type="button" className={styles.figure} onClick={() => void navigate(`/dossiers/${row.id}`)}>
                    {row.code}
                  </button>
                </td>
                <td data-text>{row.procedure}</td>
                <td data-text>{row.person}</td>
                <td>{moment(row.receivedAt)}</td>
                <td>{moment(row.dueAt)}</td>
                <td>{moment(row.finishedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  )
}
