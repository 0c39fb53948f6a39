import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate, useParams } from 'react-router'
import { v7 as uuidv7 } from 'uuid'
import { DraftsBar } from './drafts-bar.tsx'
import { emptyForm } from './form.ts'
import type { DraftBody } from './form.ts'
import { ServingNote } from '../queue/serving-note.tsx'
import { IntakeDone } from './intake-done.tsx'
import { IntakeEditor } from './intake-editor.tsx'
import type { OpenedDraft } from './use-draft.ts'
import { useOpenedDraft } from './use-draft.ts'
import { RefusedDone } from './refused-done.tsx'
import type { SavedIntake } from './use-intake.ts'
import type { RefusedIntake } from './use-refusal.ts'

/** `/intake` begins a new one under an address of its own, so that a reload or a restart comes back to it. */
export function IntakePage() {
  const { draftId } = useParams()
  const { key, state } = useLocation()
  const navigate = useNavigate()
  useEffect(() => {
    if (draftId === undefined) void navigate(`/intake/${uuidv7()}`, { replace: true, state: { fresh: true } })
  }, [draftId, key, navigate])
  if (draftId === undefined) return null
  const fresh = (state as { fresh?: boolean } | null)?.fresh === true
  return <Intake key={draftId} draftId={draftId} fresh={fresh} />
}

function Intake({ draftId, fresh }: { draftId: string; fresh: boolean }) {
  const [made] = useState<DraftBody | null>(() =>
    fresh ? { form: emptyForm(), dossierId: uuidv7(), number: null, journalled: false } : null,
  )
  const opened = useOpenedDraft(draftId, made)
  const [saved, setSaved] = useState<SavedIntake | null>(null)
  const [refused, setRefused] = useState<RefusedIntake | null>(null)
  if (refused !== null) return <RefusedDone refused={refused} />
  if (saved !== null) return <IntakeDone saved={saved} />
  if (opened.kind !== 'ready') return <NotEditable opened={opened} draftId={draftId} />
  return (
    <Stack gap="sm">
      <ServingNote />
      <DraftsBar except={draftId} folded />
      <IntakeEditor draftId={draftId} initial={opened.body} onSaved={setSaved} onRefused={setRefused} />
    </Stack>
  )
}

function NotEditable({ opened, draftId }: { opened: Exclude<OpenedDraft, { kind: 'ready' }>; draftId: string }) {
  const { t } = useTranslation('intake')
  const navigate = useNavigate()
  if (opened.kind === 'loading') return <Text role="status">{t('draft.loading')}</Text>
  if (opened.kind === 'failed') throw opened.error
  const words = {
    gone: t('draft.gone'),
    unreadable: t('draft.unreadable'),
    alreadySaved: opened.kind === 'alreadySaved' ? t('draft.alreadySaved', { number: opened.number }) : '',
    journalled: opened.kind === 'journalled' ? t('draft.journalled', { number: opened.number }) : '',
  }
  return (
    <Stack gap="md" maw={760}>
      <Alert role="status">{words[opened.kind]}</Alert>
      <Group>
        {opened.kind === 'alreadySaved' && (
          <Button onClick={() => void navigate(`/dossiers/${opened.dossierId}`)}>{t('draft.openSaved')}</Button>
        )}
        <Button variant="default" onClick={() => void navigate('/intake')} autoFocus>
          {t('draft.startNew')}
        </Button>
      </Group>
      <DraftsBar except={opened.kind === 'unreadable' ? null : draftId} />
    </Stack>
  )
}
