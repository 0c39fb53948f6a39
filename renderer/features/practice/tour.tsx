import { ActionIcon, Button, CopyButton, Group, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useDesk } from '../../app/desk-context.tsx'
import { useObservable } from '../../ui/use-observable.ts'
import styles from './practice.module.css'
import { rememberedStep, rememberStep, stepAfter, tourSteps } from './tour-steps.ts'

/** Invented; number, birth and sex fit together as on a real card. */
const sampleCard =
  '072190001234|290111222|Nguyễn Thị Hoàng Yến|17051990|Nữ|Khu phố 4, Phường Tân Ninh, Tỉnh Tây Ninh|01072021'

/** A card at the edge of the practice desk's screens: what to press next. */
export function PracticeTour() {
  const { info } = useDesk()
  return info.practice === true ? <Tour /> : null
}

function Tour() {
  const { t } = useTranslation('practice')
  const { db, now } = useDesk()
  const { pathname } = useLocation()
  const received = useObservable(() => db.watchDueBoard(now), db)?.counts.receivedToday
  const [before, setBefore] = useState<number | null>(null)
  const [step, setStep] = useState(rememberedStep)
  useEffect(() => {
    if (received !== undefined) setBefore((known) => known ?? received)
  }, [received])
  const go = (next: number | null) => {
    rememberStep(next)
    setStep(next)
  }
  useEffect(() => {
    if (step === null || received === undefined || before === null) return
    const next = stepAfter(step, { path: pathname, received, receivedBefore: before })
    if (next === step) return
    rememberStep(next)
    setStep(next)
  }, [step, pathname, received, before])
  if (step === null) return null
  const name = tourSteps[step] ?? 'end'
  const isLast = step === tourSteps.length - 1
  return (
    <aside className={styles.tour} aria-label={t('tour.title')}>
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600}>{t('tour.title')}</Text>
        <ActionIcon variant="subtle" aria-label={t('tour.close')} onClick={() => go(null)}>
          <IconX size={16} aria-hidden="true" />
        </ActionIcon>
      </Group>
      <Text size="xs" c="dimmed">
        {t('tour.step', { n: step + 1, total: tourSteps.length })}
      </Text>
      <Text size="sm" my="xs" role="status">
        {t(`tour.${name}`)}
      </Text>
      <Group gap="xs" justify="flex-end">
        {name === 'card' && (
          <CopyButton value={sampleCard}>
            {({ copied, copy }) => (
              <Button size="xs" variant="default" onClick={copy}>
                {t(copied ? 'tour.copied' : 'tour.copy')}
              </Button>
            )}
          </CopyButton>
        )}
        <Button size="xs" variant="default" onClick={() => go(isLast ? null : step + 1)}>
          {t(isLast ? 'tour.close' : 'tour.next')}
        </Button>
      </Group>
    </aside>
  )
}
