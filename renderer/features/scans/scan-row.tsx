import { Button, Progress, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconFileTypePdf, IconPhoto } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { Badge, type Tone } from '../../ui/badges.tsx'
import type { PicturePorts } from './pictures.ts'
import type { ScanRef } from './scans-of.ts'
import styles from './scans.module.css'
import { formatSize } from '../../ui/size.ts'
import { useThumbnail } from './use-scan.ts'
import type { Standing } from './use-uploads.ts'

interface ScanRowProps {
  scan: ScanRef
  component: string | null
  standing: Standing
  pictures: PicturePorts
  /** Another number: the picture may be there now. */
  turn: number
  onOpen: () => void
  onRefile: () => void
}

const tones: Record<Standing['kind'], Tone> = {
  here: 'neutral',
  sending: 'info',
  atProvince: 'quiet',
  otherDesk: 'quiet',
  portal: 'quiet',
  lost: 'late',
  rejected: 'late',
  unknown: 'quiet',
}

export function ScanRow({ scan, component, standing, pictures, turn, onOpen, onRefile }: ScanRowProps) {
  const { t } = useTranslation('scans')
  const place = useRef<HTMLLIElement>(null)
  const picture = useThumbnail(scan, pictures, place, turn)
  const Icon = scan.mediaType === 'application/pdf' ? IconFileTypePdf : IconPhoto
  return (
    <li className={styles.row} ref={place}>
      <button type="button" className={styles.picture} aria-label={t('open', { name: scan.name })} onClick={onOpen}>
        {picture === null ? <Icon size={26} stroke={1.3} aria-hidden="true" /> : <img src={picture} alt="" />}
      </button>
      <div>
        <Text size="sm" fw={500} className={styles.name}>
          {scan.name}
        </Text>
        <Text size="xs" c="dimmed">
          {formatSize(scan.bytes)} · {component ?? t('anyComponent')}
        </Text>
        {scan.removed !== null && <Text size="xs">{t('refile.removedBecause', { reason: scan.removed })}</Text>}
        {standing.kind === 'sending' && (
          <Progress size="xs" mt={4} value={standing.percent} aria-label={t('state.sending', standing)} />
        )}
      </div>
      <div className={styles.standing}>
        <ScanStanding standing={standing} />
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={`${t('refile.button')}: ${scan.name}`}
          onClick={onRefile}
        >
          {t('refile.button')}
        </Button>
      </div>
    </li>
  )
}

function ScanStanding({ standing }: { standing: Standing }) {
  const { t } = useTranslation('scans')
  const { bridge } = useDesk()
  const sendAgain = () => {
    bridge
      .call('attachments.retry', {})
      .catch(() => notifications.show({ color: 'lacquer', message: t('sendAgainFailed') }))
  }
  const percent = standing.kind === 'sending' ? standing.percent : 0
  return (
    <div>
      <Badge tone={tones[standing.kind]} title={standing.kind === 'rejected' ? standing.detail : undefined}>
        {t(`state.${standing.kind}`, { percent })}
      </Badge>
      {standing.kind === 'rejected' && (
        <Button size="compact-xs" variant="subtle" onClick={sendAgain}>
          {t('sendAgain')}
        </Button>
      )}
    </div>
  )
}
