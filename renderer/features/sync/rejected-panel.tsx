import { Button, CopyButton, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRecord } from '../../database/desk-database.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useObservable } from '../../ui/use-observable.ts'
import { RejectionWords } from './rejection-words.tsx'
import styles from './sync.module.css'

/** What the province refused stays here, across restarts, until somebody has solved it. */
export function RejectedPanel() {
  const { t } = useTranslation('sync')
  const { db } = useDesk()
  const rejected = useObservable(() => db.watchRejected(), db)
  return (
    <Panel title={t('refused.title')}>
      {rejected === undefined ? null : rejected.length === 0 ? (
        <EmptyState title={t('refused.none')} detail={t('refused.noneDetail')} />
      ) : (
        <ul className={styles.list}>
          {rejected.map((record) => (
            <li key={record.dossier.id}>
              <RejectedDossier record={record} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

function RejectedDossier({ record: { dossier, rejection, unsentEventIds } }: { record: DossierRecord }) {
  const { t } = useTranslation('sync')
  const { db } = useDesk()
  const navigate = useNavigate()
  if (rejection === null) return null
  const sendAgain = async () => {
    await db.sendAgain(dossier.id)
    notifications.show({ message: t('refused.sentAgain') })
  }
  return (
    <article aria-label={dossier.number.code} className={styles.rejected}>
      <Text fw={600}>
        {dossier.number.code} · {dossier.procedure.name} · {dossier.submitter.name}
      </Text>
      <RejectionWords rejection={rejection} />
      <Text size="sm" c="dimmed">
        {t('refused.held', { n: unsentEventIds.length })}
        {rejection.path !== null && ` · ${t('refused.where', { path: rejection.path })}`}
      </Text>
      <Group gap="xs" mt="xs">
        <Button size="xs" onClick={() => void navigate(`/dossiers/${dossier.id}`)}>
          {t('refused.open')}
        </Button>
        {rejection.otherDossierId !== null && (
          <Button size="xs" variant="default" onClick={() => void navigate(`/dossiers/${rejection.otherDossierId}`)}>
            {t('refused.other')}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => void sendAgain()}>
          {t('refused.again')}
        </Button>
        <CopyButton value={supportText(dossier.id, rejection, unsentEventIds)}>
          {({ copied, copy }) => (
            <Button size="xs" variant="subtle" onClick={copy}>
              {copied ? t('refused.copied') : t('refused.copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </article>
  )
}

/** Codes and ids only: it may be sent over any channel. */
function supportText(
  dossierId: string,
  rejection: NonNullable<DossierRecord['rejection']>,
  unsent: readonly string[],
): string {
  const { code, eventId, path, otherDossierId, at } = rejection
  return JSON.stringify({ dossierId, code, eventId, path, otherDossierId, at, unsent }, null, 2)
}
