import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDesk } from '../../app/desk-context.tsx'
import type { Draft } from '../../database/desk-database.ts'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useObservable } from '../../ui/use-observable.ts'
import styles from './intake.module.css'

interface DraftsBarProps {
  /** The one being worked on. */
  except?: string | null
  /** One line until it is opened: above a form, which needs the room. */
  folded?: boolean
}

/** What this officer has begun and not saved. */
export function DraftsBar({ except = null, folded = false }: DraftsBarProps) {
  const { t } = useTranslation('intake')
  const { db, officer } = useDesk()
  const drafts = useObservable(() => db.drafts.watch(officer.id), officer.id)
  const others = drafts?.filter(({ id }) => id !== except) ?? []
  if (others.length === 0) return null
  const heading = `${t('draft.heading')} (${others.length})`
  const rows = others.map((draft) => <DraftRow key={draft.id} draft={draft} />)
  if (!folded) return <Panel title={heading}>{rows}</Panel>
  return (
    <details className={`mc-panel ${styles.folded}`}>
      <summary>{heading}</summary>
      {rows}
    </details>
  )
}

function DraftRow({ draft }: { draft: Draft }) {
  const { t } = useTranslation('intake')
  const { db } = useDesk()
  const navigate = useNavigate()
  const title = draft.title === '' ? t('draft.untitled') : draft.title
  const discard = async () => {
    await db.drafts.remove(draft.id)
    const id = `discarded-${draft.id}`
    const undo = () => {
      notifications.hide(id)
      void db.drafts.put(draft)
    }
    notifications.show({
      id,
      autoClose: 12_000,
      withCloseButton: true,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <span>{t('draft.discarded', { title })}</span>
          <Button size="xs" variant="default" onClick={undo}>
            {t('draft.undo')}
          </Button>
        </Group>
      ),
    })
  }
  return (
    <div className={styles.draft}>
      <span className={styles.draftTitle}>
        <Text size="sm" fw={500} span>
          {title}
        </Text>
        <span className={styles.sub}>{formatMoment(draft.updatedAt)}</span>
      </span>
      <Button
        size="xs"
        variant="light"
        aria-label={t('draft.resumeOf', { title })}
        onClick={() => void navigate(`/intake/${draft.id}`)}
      >
        {t('draft.resume')}
      </Button>
      <Button
        size="xs"
        variant="subtle"
        color="gray"
        aria-label={t('draft.discardOf', { title })}
        onClick={() => void discard()}
      >
        {t('draft.discard')}
      </Button>
    </div>
  )
}
