import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { rankMatch } from '../../../shared/text/fold-text.ts'
import type { OfficerProfile } from '../../../shared/reference/organisation.ts'
import styles from './officer-cards.module.css'

interface OfficerCardsProps {
  officers: OfficerProfile[]
  chosen: string | null
  onChoose: (officer: OfficerProfile) => void
}

const filterFrom = 9
const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** One radio group: arrow keys move, Enter or Space chooses. */
export function OfficerCards({ officers, chosen, onChoose }: OfficerCardsProps) {
  const { t } = useTranslation('sign-in')
  const [filter, setFilter] = useState('')
  const group = useRef<HTMLDivElement>(null)
  const shown = officers.filter((officer) => rankMatch(filter, officer.name) > 0)
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const cards = [...(group.current?.querySelectorAll<HTMLElement>('[role=radio]') ?? [])]
    const at = cards.indexOf(document.activeElement as HTMLElement)
    cards[(at + step + cards.length) % cards.length]?.focus()
  }
  // The first thing an officer does here is to choose; the cards are where the arrow keys start.
  useEffect(() => {
    if (chosen === null) group.current?.querySelector<HTMLElement>('[role=radio]')?.focus()
    // Only on arrival: later the PIN has the focus.
    // oxlint-disable-next-line react/exhaustive-deps -- once
  }, [])
  const entry = shown.some((officer) => officer.id === chosen) ? chosen : shown[0]?.id
  return (
    <>
      {officers.length > filterFrom && (
        <TextInput
          label={t('filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          mb="sm"
        />
      )}
      {shown.length === 0 && <p>{t('nobody')}</p>}
      <div ref={group} role="radiogroup" aria-label={t('choose')} className={styles.cards} onKeyDown={onKeyDown}>
        {shown.map((officer) => (
          <button
            key={officer.id}
            type="button"
            role="radio"
            aria-checked={officer.id === chosen}
            tabIndex={officer.id === entry ? 0 : -1}
            className={styles.card}
            onClick={() => onChoose(officer)}
          >
            <span className={styles.initials} aria-hidden="true">
              {initials(officer.name)}
            </span>
            <span>
              <span className={styles.name}>{officer.name}</span>
              <span className={styles.title}>{officer.title}</span>
            </span>
          </button>
        ))}
      </div>
    </>
  )
}

/** Given name last, as the name is read: `Nguyễn Thị Hoà` → `NH`. */
function initials(name: string): string {
  const parts = name.trim().split(/\s+/u)
  const letter = (part: string | undefined) => [...(part ?? '')][0]?.toUpperCase() ?? ''
  return parts.length < 2 ? letter(parts[0]) : letter(parts[0]) + letter(parts.at(-1))
}
