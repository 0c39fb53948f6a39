import { Button, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { Draft } from '../../database/desk-database.ts'
import { actionDraftId } from '../../database/draft-ids.ts'
import { formatMoment, localInstant } from '../../ui/time.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { allActions } from './actions/registry.ts'
import styles from './dossier.module.css'

/** What was typed into actions on the dossier and not saved, by the id of the action. */
export function useKeptActions({ id }: Pick<Dossier, 'id'>): ReadonlyMap<string, Draft> {
  const { db } = useDesk()
  const drafts = useObservable(() => db.drafts.watchActions(id), id) ?? []
  const start = actionDraftId(id, '').length
  return new Map(drafts.map((draft) => [draft.id.slice(start), draft]))
}

interface StrandedProps {
  drafts: ReadonlyMap<string, Draft>
  /** Ids of actions that can be opened. */
  offered: readonly string[]
}

/** Drafts of what the state of the dossier no longer allows: their words can still be read and copied. */
export function StrandedDrafts({ drafts, offered }: StrandedProps) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  const { db } = useDesk()
  const stranded = allActions.flatMap(({ id }) => {
    const draft = offered.includes(id) ? undefined : drafts.get(id)
    return draft === undefined ? [] : [{ id, draft }]
  })
  return stranded.map(({ id, draft }) => (
    <details key={id} className={styles.stranded}>
      <summary>
        {t('stranded', { what: t(`action.${id}`), at: formatMoment(localInstant(new Date(draft.updatedAt))) })}
      </summary>
      {listTexts(draft.body).map((text, index) => (
        <Text key={index} size="sm" className={styles.eventLine}>
          {text}
        </Text>
      ))}
      <Button size="compact-sm" variant="default" onClick={() => void db.drafts.remove(draft.id)}>
        {words('kept.discard')}
      </Button>
    </details>
  ))
}

/** Everything typed, in order: a draft of any version may be read. */
function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(listTexts) : []
}
