import { useTranslation } from 'react-i18next'
import { payWays } from '../../../shared/cash/cash-lines.ts'
import type { CashReport, CashSum } from '../../../shared/cash/cash-report.ts'
import { moneyKinds } from '../../../shared/cash/money-kind.ts'
import { formatMoney } from '../../ui/money.ts'
import { Panel } from '../../ui/panel.tsx'
import styles from './cash.module.css'

interface Row extends CashSum {
  id: string
  name: string
}

/** The same money, divided in each of the ways that are asked for. */
export function Sums({ report }: { report: CashReport }) {
  const { t } = useTranslation('cash')
  const ways = payWays.map((way) => ({ id: way, name: t(`way.${way}`), ...report.byWay[way] }))
  const kinds = moneyKinds.map((kind) => ({ id: kind, name: t(`kind.${kind}`), ...report.byKind[kind] }))
  return (
    <div className={styles.sums}>
      <SumTable title={t('byWay')} rows={ways.filter(({ count }) => count > 0)} total={report.total} />
      <SumTable title={t('byKind')} rows={kinds.filter(({ count }) => count > 0)} total={report.total} />
      <SumTable title={t('byOfficer')} rows={report.byOfficer} total={report.total} />
      {report.byDesk.length > 1 && <SumTable title={t('byDesk')} rows={report.byDesk} total={report.total} />}
    </div>
  )
}

function SumTable({ title, rows, total }: { title: string; rows: Row[]; total: CashSum }) {
  const { t } = useTranslation('cash')
  return (
    <Panel title={title}>
      <table className={styles.table} aria-label={title}>
        <thead>
          <tr>
            <th />
            <th data-money>{t('count')}</th>
            <th data-money>{t('taken')}</th>
            <th data-money>{t('givenBack')}</th>
            <th data-money>{t('net')}</th>
          </tr>
        </thead>
        <tbody>
          {[...rows, { id: '', name: t('total'), ...total }].map((row) => (
            <tr key={row.id} style={row.id === '' ? { fontWeight: 600 } : undefined}>
              <td>{row.name}</td>
              <td data-money>{row.count}</td>
              <td data-money>{formatMoney(row.taken)}</td>
              <td data-money>{formatMoney(row.givenBack)}</td>
              <td data-money>{formatMoney(row.net)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
