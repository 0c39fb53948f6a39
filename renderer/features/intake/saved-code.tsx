import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Dossier } from '../../../shared/dossier/dossier.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useObservable } from '../../ui/use-observable.ts'
import styles from './intake.module.css'

/** As it stands now: the province may answer while the page that says "saved" is still open. null: not read yet. */
export function useSavedDossier(dossierId: string): Dossier | null {
  const { db } = useDesk()
  return useObservable(() => db.watch(dossierId), dossierId)?.dossier ?? null
}

interface SavedCodeProps {
  label: string
  /** As it was saved, and as it stands on what was printed since. */
  saved: Dossier['number']
  dossier: Dossier | null
  /** What the code means. */
  explain: (kind: Dossier['number']['kind']) => string
}

/** The code that counts, in big type, and the one before it: that one is on the paper in the citizen's hand. */
export function SavedCode({ label, saved, dossier, explain }: SavedCodeProps) {
  const { t } = useTranslation('intake')
  const { code, kind } = dossier?.number ?? saved
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <p className={styles.number}>{code}</p>
      <Text size="sm">{explain(kind)}</Text>
      {code !== saved.code && (
        <Text size="sm">
          {t(saved.kind === 'provisional' ? 'done.wasProvisional' : 'done.wasOther', { code: saved.code })}
        </Text>
      )}
    </div>
  )
}
