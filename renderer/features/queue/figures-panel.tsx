import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { figuresOf } from '../../../shared/queue/figures.ts'
import type { QueueFigures } from '../../../shared/queue/figures.ts'
import type { QueueState } from '../../../shared/queue/queue.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useNames } from '../dossier/use-names.ts'
import styles from './queue.module.css'
import { useMinutes } from './use-minutes.ts'

export function FiguresPanel({ state }: { state: QueueState }) {
  const { t } = useTranslation('queue')
  const minutes = useMinutes()
  const { now } = useDesk()
  const figures = figuresOf(state, useNow(now).getTime())
  const tiles = [
    [t('figure.waiting'), figures.waiting],
    [t('figure.longest'), minutes(figures.longestMs)],
    [t('figure.average'), minutes(figures.averageMs)],
    [t('figure.p90'), minutes(figures.p90Ms)],
    [t('figure.issued'), figures.issued],
    [t('figure.skipped'), figures.skipped],
  ]
  return (
    <Panel title={t('section.figures')}>
      <dl className={styles.tiles}>
        {tiles.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {figures.issued === 0 ? (
        <Text size="sm" c="dimmed">
          {t('figure.none')}
        </Text>
      ) : (
        <div className={styles.tables}>
          <ByService figures={figures} />
          <ByOfficer figures={figures} />
          <ByHour figures={figures} />
        </div>
      )}
      <Text size="xs" c="dimmed" mt="xs">
        {t('figure.explain')}
      </Text>
    </Panel>
  )
}

function ByService({ figures }: { figures: QueueFigures }) {
  const { t } = useTranslation('queue')
  const minutes = useMinutes()
  return (
    <table className={styles.table} aria-label={t('figure.byService')}>
      <thead>
        <tr>
          <th scope="col">{t('figure.service')}</th>
          <th scope="col" className={styles.amount}>
            {t('figure.waiting')}
          </th>
          <th scope="col" className={styles.amount}>
            {t('figure.called')}
          </th>
          <th scope="col" className={styles.amount}>
            {t('figure.average')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.byService.map(({ letter, name, waiting, called, averageMs }) => (
          <tr key={letter}>
            <td>
              {letter} · {name}
            </td>
            <td className={styles.amount}>{waiting}</td>
            <td className={styles.amount}>{called}</td>
            <td className={styles.amount}>{minutes(averageMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ByOfficer({ figures }: { figures: QueueFigures }) {
  const { t } = useTranslation('queue')
  const minutes = useMinutes()
  const names = useNames()
  return (
    <table className={styles.table} aria-label={t('figure.byOfficer')}>
      <thead>
        <tr>
          <th scope="col">{t('figure.officer')}</th>
          <th scope="col" className={styles.amount}>
            {t('figure.served')}
          </th>
          <th scope="col" className={styles.amount}>
            {t('figure.serviceTime')}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.byOfficer.map(({ officerId, served, averageServiceMs }) => (
          <tr key={officerId}>
            <td>{names.officer(officerId)}</td>
            <td className={styles.amount}>{served}</td>
            <td className={styles.amount}>{minutes(averageServiceMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function ByHour({ figures }: { figures: QueueFigures }) {
  const { t } = useTranslation('queue')
  const minutes = useMinutes()
  const most = Math.max(1, ...figures.byHour.map(({ issued }) => issued))
  return (
    <div>
      <Text size="xs" fw={600} c="dimmed" mb={4}>
        {t('figure.byHour')}
      </Text>
      <ul className={styles.bars}>
        {figures.byHour.map(({ hour, issued, averageMs }) => (
          <li key={hour} aria-label={t('figure.hourBar', { hour, n: issued, time: minutes(averageMs) })}>
            <span>{t('figure.hour', { hour })}</span>
            <span className={styles.bar} style={{ width: `${(issued / most) * 100}%` }} />
            <span>
              {issued} · {minutes(averageMs)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
