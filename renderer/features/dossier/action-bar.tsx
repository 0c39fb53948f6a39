import { Button, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeptEntries } from '../../app/save/kept-entries.tsx'
import type { DossierRecord } from '../../database/desk-database.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useAltDigits } from '../../ui/use-alt-digits.ts'
import type { DossierAction } from './actions/action.ts'
import { listActions } from './actions/registry.ts'
import styles from './dossier.module.css'
import { StrandedDrafts, useKeptActions } from './kept-actions.tsx'

const digits = 9

/** What the state allows, each with Alt and its place; what is seldom done behind Alt+0. */
export function ActionBar({ record }: { record: DossierRecord }) {
  const { t } = useTranslation('dossier')
  const offered = listActions(record.dossier)
  const usual = offered.filter(({ isRare }) => isRare !== true).slice(0, digits)
  const others = offered.filter((action) => !usual.includes(action))
  const kept = useKeptActions(record.dossier)
  const [chosenId, setChosenId] = useState<string | null>(null)
  // The dialog stays what it was when the dossier changes under it.
  const [chosen, setChosen] = useState<DossierAction | null>(null)
  const [isMenuOpen, setMenuOpen] = useState(false)
  const open = (action: DossierAction | undefined) => {
    if (action === undefined) return
    setChosen(action)
    setChosenId(action.id)
  }
  useAltDigits((digit) => (digit === 0 ? setMenuOpen(others.length > 0) : open(usual[digit - 1])))
  const close = () => setChosenId(null)
  return (
    <>
      <div className={styles.actions} role="group" aria-label={t('actions')}>
        {usual.map((action, index) => (
          <Button
            key={action.id}
            variant={index === 0 ? 'filled' : 'default'}
            size="xs"
            leftSection={<action.Icon size={16} aria-hidden="true" />}
            rightSection={<KeyHint keys={`Alt ${index + 1}`} />}
            aria-keyshortcuts={`Alt+${index + 1}`}
            onClick={() => open(action)}
          >
            <ActionName id={action.id} hasDraft={kept.has(action.id)} />
          </Button>
        ))}
        <OtherActions actions={others} kept={kept} isOpen={isMenuOpen} setOpen={setMenuOpen} onChoose={open} />
      </div>
      <StrandedDrafts drafts={kept} offered={offered.map(({ id }) => id)} />
      {chosen !== null && chosenId !== null && (
        <KeptEntries key={chosen.id} dossier={record.dossier} action={chosen.id}>
          <chosen.Dialog record={record} onClose={close} />
        </KeptEntries>
      )}
    </>
  )
}

function ActionName({ id, hasDraft }: { id: DossierAction['id']; hasDraft: boolean }) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  return (
    <>
      {t(`action.${id}`)}
      {hasDraft && ` · ${words('kept.has')}`}
    </>
  )
}

interface OtherActionsProps {
  actions: readonly DossierAction[]
  kept: ReadonlyMap<string, unknown>
  isOpen: boolean
  setOpen: (isOpen: boolean) => void
  onChoose: (action: DossierAction) => void
}

function OtherActions({ actions, kept, isOpen, setOpen, onChoose }: OtherActionsProps) {
  const { t } = useTranslation('dossier')
  const words = useTranslation('ui').t
  if (actions.length === 0) return null
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" returnFocus>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDots size={16} aria-hidden="true" />}
          rightSection={<KeyHint keys="Alt 0" />}
          aria-keyshortcuts="Alt+0"
        >
          {t('moreActions')}
          {actions.some(({ id }) => kept.has(id)) && ` · ${words('kept.has')}`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map((action) => (
          <Menu.Item
            key={action.id}
            leftSection={<action.Icon size={16} aria-hidden="true" />}
            onClick={() => onChoose(action)}
          >
            <ActionName id={action.id} hasDraft={kept.has(action.id)} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
