import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import { useSaving } from './use-machine.ts'

type Result = BridgeResult<'machine.setBackupFolder' | 'machine.setScannerFolder'>
type Failure = Extract<Result, { kind: 'failed' }>['code']

interface FolderFieldProps {
  words: { label: string; hint: string; save: string }
  /** As set; empty: none. */
  folder: string
  mayChange: boolean
  /** null: none, or the usual one. */
  save: (folder: string | null) => Promise<Result>
  onSaved: () => void
  /** Beside the button. */
  children?: React.ReactNode
}

/** A folder of this machine, saved by Enter; a refusal stands at the field, and what was typed stays. */
export function FolderField({ words, folder, mayChange, save, onSaved, children }: FolderFieldProps) {
  const { t } = useTranslation('machine')
  const [typed, setTyped] = useState(folder)
  const { working, failure, run } = useSaving<Failure>(onSaved)
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    const wanted = typed.trim()
    void run(() => save(wanted === '' ? null : wanted))
  }
  return (
    <form onSubmit={submit} noValidate>
      <Group align="flex-end" gap="xs">
        <TextInput
          style={{ flex: 1, minWidth: 260 }}
          label={words.label}
          description={words.hint}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={failure === null ? null : t(`backup.failure.${failure}`)}
          maxLength={1000}
          disabled={!mayChange}
        />
        <Button type="submit" variant="default" loading={working} disabled={!mayChange}>
          {words.save}
        </Button>
        {children}
      </Group>
    </form>
  )
}
