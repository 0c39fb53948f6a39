import { Anchor } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { JournalStatus } from '../../../shared/bridge/contract.ts'
import { useDesk } from '../desk-context.tsx'
import styles from './shell.module.css'
import { useJournalStatus, useLink } from './use-link.ts'

/** Below two minutes a skew changes no receipt that anyone would notice. */
export const noticeableSkewMs = 2 * 60_000
const megabyte = 1024 * 1024

function Banner({ tone, children }: { tone: 'late' | 'soon'; children: React.ReactNode }) {
  return (
    <div className={styles.banner} data-tone={tone} role={tone === 'late' ? 'alert' : 'status'}>
      {children}
    </div>
  )
}

export function Banners() {
  const { t } = useTranslation('app')
  const { reference } = useDesk()
  const status = useJournalStatus()
  const skewMs = useLink()?.skewMs ?? 0
  return (
    <div className={styles.banners}>
      {status?.diskLow === true && <DiskLow freeBytes={status.freeBytes} />}
      {status !== undefined && status.quarantined.length > 0 && <Quarantine lines={status.quarantined} />}
      {status?.copyProblem != null && <CopyProblem />}
      {Math.abs(skewMs) >= noticeableSkewMs && (
        <Banner tone="soon">{t('banner.skew', { minutes: Math.round(Math.abs(skewMs) / 60_000) })}</Banner>
      )}
      {reference.catalogue === null && <Banner tone="soon">{t('banner.noCatalogue')}</Banner>}
      {reference.catalogue !== null && reference.calendar === null && (
        <Banner tone="soon">{t('banner.noCalendar')}</Banner>
      )}
    </div>
  )
}

/** Says nothing of why: that is for whoever can do something about it, on the machine's page. */
function CopyProblem() {
  const { t } = useTranslation('app')
  return (
    <Banner tone="soon">
      <span className={styles.bannerText}>{t('banner.copyProblem')}</span>
      <Anchor component={Link} to="/machine" size="sm" c="inherit" underline="always">
        {t('banner.details')}
      </Anchor>
    </Banner>
  )
}

function DiskLow({ freeBytes }: { freeBytes: number | null }) {
  const { t } = useTranslation('app')
  if (freeBytes === null) return <Banner tone="late">{t('banner.diskLowUnknown')}</Banner>
  const megabytes = Math.floor(freeBytes / megabyte)
  const free = megabytes < 1024 ? t('unit.mb', { n: megabytes }) : t('unit.gb', { n: (megabytes / 1024).toFixed(1) })
  return <Banner tone="late">{t('banner.diskLow', { free })}</Banner>
}

function Quarantine({ lines }: { lines: JournalStatus['quarantined'] }) {
  const { t } = useTranslation('app')
  const [shown, setShown] = useState(false)
  return (
    <Banner tone="soon">
      <span className={styles.bannerText}>{t('banner.quarantine', { n: lines.length })}</span>
      <Anchor
        component="button"
        type="button"
        size="sm"
        c="inherit"
        underline="always"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {shown ? t('banner.hide') : t('banner.details')}
      </Anchor>
      {shown && (
        <ul>
          {lines.map((line) => (
            <li key={`${line.file}:${line.line}`}>
              {t('banner.quarantineLine', { ...line, reason: t(`banner.reason.${line.reason}`) })}
            </li>
          ))}
        </ul>
      )}
    </Banner>
  )
}
