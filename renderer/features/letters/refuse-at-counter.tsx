import { Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { noteLimit } from '../../../shared/dossier/person.ts'
import { keptText, useKept, useKeptEntries } from '../../app/save/kept-entries.tsx'
import type { SaveTrouble } from '../../app/save/use-save.ts'
import { checkText, tidyBlock } from '../../ui/field-checks.ts'
import { ActionFrame } from '../dossier/actions/action-frame.tsx'
import { RefusalReason } from './refusal-reason.tsx'

interface RefuseAtCounterProps {
  who: string
  procedure: string
  busy: boolean
  trouble: SaveTrouble | null
  /** Answers whether it is on the disk. */
  onSave: (reason: string) => Promise<boolean>
  onClose: () => void
}

/** Nothing was taken in: the case is recorded and Mẫu 03 goes to the citizen. */
export function RefuseAtCounter({ who, procedure, busy, trouble, onSave, onClose }: RefuseAtCounterProps) {
  const { t } = useTranslation('letters')
  const kept = useKeptEntries()
  const [reason, setReason] = useKept('reason', keptText, '')
  const [checked, setChecked] = useState(false)
  const [question, setQuestion] = useState<string | null>(null)
  const problem = checkText(reason, { limit: noteLimit, required: true, lines: true })
  const trySave = () => {
    setChecked(true)
    const asked = problem === null ? t('refusal.confirmCounter') : null
    setQuestion(asked)
    if (asked === null || asked !== question) return
    void onSave(tidyBlock(reason)).then((isSaved) => (isSaved ? kept?.finish().catch(() => undefined) : undefined))
  }
  return (
    <ActionFrame
      title={t('refusal.counterTitle')}
      busy={busy}
      trouble={trouble}
      question={question}
      onSave={trySave}
      onClose={onClose}
    >
      <Text size="sm">{[who, procedure].join(' · ')}</Text>
      <Text size="sm" c="dimmed">
        {t('refusal.counterHint')}
      </Text>
      <RefusalReason reason={reason} onChange={setReason} problem={checked ? problem : null} />
    </ActionFrame>
  )
}
