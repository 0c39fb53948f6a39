import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DossierRecord } from '../../database/desk-database.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { listActions } from './actions/registry.ts'
import styles from './dossier.module.css'

/** What the state allows, each with Alt and its place. */
export function ActionBar({ record }: { record: DossierRecord }) {
  const { t } = useTranslation('dossier')
  const offered = listActions(record.dossier)
  const [chosenId, setChosenId] = useState<string | null>(null)
  // The dialog stays what it was when the dossier changes under it.
  const [chosen, setChosen] = useState<(typeof offered)[number] | null>(null)
  const open = (index: number) => {
    const action = offered[index]
    if (action === undefined) return
    setChosen(action)
    setChosenId(action.id)
  }
  useAltDigits(open)
  const close = () => setChosenId(null)
  return (
    <>
      <div className={styles.actions} role="group" aria-label={t('actions')}>
        {offered.map(({ id, Icon }, index) => (
          <Button
            key={id}
            variant={index === 0 ? 'filled' : 'default'}
            size="xs"
            leftSection={<Icon size={16} aria-hidden="true" />}
            rightSection={<KeyHint keys={`Alt ${index + 1}`} />}
            aria-keyshortcuts={`Alt+${index + 1}`}
            onClick={() => open(index)}
          >
            {t(`action.${id}`)}
          </Button>
        ))}
      </div>
      {chosen !== null && chosenId !== null && <chosen.Dialog record={record} onClose={close} />}
    </>
  )
}

function useAltDigits(open: (index: number) => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || !/^[1-9]$/.test(event.key)) return
      if (document.querySelector('[role=dialog][aria-modal=true]') !== null) return
      event.preventDefault()
      open(Number(event.key) - 1)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}
