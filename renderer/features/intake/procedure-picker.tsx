import { Button, Group, Text } from '@mantine/core'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue, Procedure } from '../../../shared/procedure/catalogue.ts'
import { Badge } from '../../ui/badges.tsx'
import { wordLimit } from '../../ui/due-steps.tsx'
import { formatDate } from '../../ui/time.ts'
import { TextField } from '../../ui/text-field.tsx'
import styles from './intake.module.css'
import { searchProcedures } from './procedures.ts'
import type { FoundProcedure } from './procedures.ts'

interface ProcedurePickerProps {
  catalogue: Catalogue
  /** `yyyy-mm-dd` of today. */
  date: string
  error: string | null
  onChoose: (procedure: Procedure) => void
}

const mostShown = 60

/** A field and the list below it: typing narrows, arrows choose, Enter takes. */
export function ProcedurePicker({ catalogue, date, error, onChoose }: ProcedurePickerProps) {
  const { t } = useTranslation('intake')
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const [refused, setRefused] = useState<FoundProcedure | null>(null)
  const listId = useId()
  const found = useMemo(() => searchProcedures(catalogue, text, date).slice(0, mostShown), [catalogue, text, date])
  const at = Math.min(active, found.length - 1)
  const take = (index: number) => {
    const chosen = found[index]
    if (chosen === undefined) return
    if (chosen.standing === 'inEffect') onChoose(chosen.procedure)
    else setRefused(chosen)
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      const next = Math.max(0, Math.min(at + step, found.length - 1))
      setActive(next)
      document.querySelector(`#${CSS.escape(`${listId}-${next}`)}`)?.scrollIntoView?.({ block: 'nearest' })
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault()
      event.stopPropagation()
      take(at)
    }
  }
  return (
    <div onKeyDown={onKeyDown}>
      <PickerField
        text={text}
        error={refused === null ? error : wordRefusal(refused, t)}
        listId={listId}
        active={at}
        onType={(typed) => {
          setText(typed)
          setActive(0)
          setRefused(null)
        }}
      />
      {found.length === 0 ? (
        <Text size="sm" c="dimmed" mt="sm" role="status">
          {t('procedure.nothing')}
        </Text>
      ) : (
        <ul id={listId} role="listbox" aria-label={t('procedure.results')} className={styles.options}>
          {found.map((option, index) => (
            <Option
              key={option.procedure.code}
              id={`${listId}-${index}`}
              option={option}
              active={index === at}
              onClick={() => take(index)}
            />
          ))}
        </ul>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {t('procedure.hint')}
      </Text>
    </div>
  )
}

interface PickerFieldProps {
  text: string
  error: string | null
  listId: string
  active: number
  onType: (text: string) => void
}

function PickerField({ text, error, listId, active, onType }: PickerFieldProps) {
  const { t } = useTranslation('intake')
  const combobox = {
    role: 'combobox',
    'aria-expanded': true,
    'aria-controls': listId,
    'aria-autocomplete': 'list',
    'aria-activedescendant': active >= 0 ? `${listId}-${active}` : undefined,
  }
  return (
    <TextField
      {...combobox}
      name="procedure"
      label={t('procedure.label')}
      placeholder={t('procedure.placeholder')}
      value={text}
      error={error}
      onChange={onType}
      takesScans
      autoFocus
    />
  )
}

type Words = ReturnType<typeof useTranslation<'intake'>>['t']

function wordRefusal({ procedure, standing }: FoundProcedure, t: Words): string {
  if (standing === 'notYet') return t('procedure.refusedNotYet', { date: formatDate(procedure.effectiveFrom) })
  return t('procedure.refusedEnded', { date: formatDate(procedure.effectiveTo ?? '') })
}

function Option({
  id,
  option,
  active,
  onClick,
}: {
  id: string
  option: FoundProcedure
  active: boolean
  onClick: () => void
}) {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const { procedure, standing } = option
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      aria-disabled={standing !== 'inEffect'}
      className={styles.option}
      onClick={onClick}
    >
      <span className={styles.code}>{procedure.code}</span>
      <span className={styles.optionName}>
        {procedure.name}
        <span className={styles.sub}>{procedure.field}</span>
      </span>
      {standing === 'inEffect' ? (
        <span className={styles.sub}>{wordLimit(procedure.timeLimit, words)}</span>
      ) : (
        <Badge tone="soon">
          {standing === 'notYet'
            ? t('procedure.notYet', { date: formatDate(procedure.effectiveFrom) })
            : t('procedure.ended', { date: formatDate(procedure.effectiveTo ?? '') })}
        </Badge>
      )}
    </li>
  )
}

interface ChosenProcedureProps {
  /** null: the draft's procedure is not in today's catalogue. */
  procedure: Procedure | null
  name: string
  error: string | null
  onChange: () => void
}

export function ChosenProcedure({ procedure, name, error, onChange }: ChosenProcedureProps) {
  const { t } = useTranslation('intake')
  return (
    <div>
      <Group align="flex-start" wrap="nowrap" gap="md">
        <div style={{ flex: 1 }}>
          <Text fw={600}>{procedure?.name ?? name}</Text>
          {procedure !== null && (
            <Text size="xs" c="dimmed">
              {[procedure.code, procedure.field, t('procedure.version', { version: procedure.version })].join(' · ')}
            </Text>
          )}
          {procedure?.answeredAtOnce === true && <Text size="xs">{t('procedure.atOnce')}</Text>}
          {procedure?.verified === false && (
            <Text size="xs" c="dimmed">
              {t('procedure.unverified')}
            </Text>
          )}
        </div>
        <Button variant="default" size="xs" onClick={onChange} data-field="procedure">
          {t('procedure.change')}
        </Button>
      </Group>
      {error !== null && (
        <Text size="sm" role="alert" className={styles.error}>
          {error}
        </Text>
      )}
    </div>
  )
}
