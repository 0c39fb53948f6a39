import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow, DueBoard } from '../../database/desk-database.ts'
import { answerOwedSince } from '../../database/answer-owed.ts'
import { KeyHint } from '../../ui/key-hint.tsx'
import { useAltDigits } from '../../ui/use-alt-digits.ts'
import { useDuration } from '../../ui/use-duration.ts'
import { useNow } from '../../ui/use-now.ts'
import styles from './home.module.css'
import { listNames } from './lists.ts'
import type { ListName } from './lists.ts'

/** The tenth is on the key that follows 9. */
const digitOf = (index: number) => (index + 1) % 10

interface ListTilesProps {
  board: DueBoard | undefined
  chosen: ListName
  onChoose: (name: ListName) => void
}

/** The counts are the tabs of the lists; arrow keys go along, Alt and a digit go straight there. */
export function ListTiles({ board, chosen, onChoose }: ListTilesProps) {
  const { t } = useTranslation('home')
  const list = useRef<HTMLDivElement>(null)
  useAltDigits((digit) => {
    const index = (digit + 9) % 10
    const name = listNames[index]
    if (name === undefined) return
    onChoose(name)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus()
  })
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const next = (listNames.indexOf(chosen) + step + listNames.length) % listNames.length
    onChoose(listNames[next] ?? chosen)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div className={styles.tiles}>
      <div ref={list} role="tablist" aria-label={t('lists')} className={styles.tabs} onKeyDown={onKeyDown}>
        {listNames.map((name, index) => (
          <button
            key={name}
            id={`tab-${name}`}
            type="button"
            role="tab"
            aria-selected={name === chosen}
            aria-controls="due-list"
            tabIndex={name === chosen ? 0 : -1}
            className={styles.tile}
            data-tone={(board?.counts[name] ?? 0) > 0 ? name : undefined}
            title={t(`listHint.${name}`)}
            aria-keyshortcuts={`Alt+${digitOf(index)}`}
            onClick={() => onChoose(name)}
          >
            <span className={styles.top}>
              <span className={styles.count}>{board?.counts[name] ?? '…'}</span>
              <KeyHint keys={`Alt ${digitOf(index)}`} />
            </span>
            <span className={styles.tileName}>{t(`list.${name}`)}</span>
            {name === 'online' && <OldestFiling rows={board?.online ?? []} />}
          </button>
        ))}
      </div>
      <dl className={styles.sums}>
        <div>
          <dt>{t('receivedToday')}</dt>
          <dd>{board?.counts.receivedToday ?? '…'}</dd>
        </div>
        <div>
          <dt>{t('open')}</dt>
          <dd>{board?.counts.open ?? '…'}</dd>
        </div>
      </dl>
    </div>
  )
}

/** How long the citizen who waits longest for this desk's word has been waiting. */
function OldestFiling({ rows }: { rows: readonly DossierRow[] }) {
  const { t } = useTranslation('home')
  const { now } = useDesk()
  const time = useNow(now)
  const duration = useDuration()
  const since = rows.map((row) => Date.parse(answerOwedSince(row) ?? '')).filter((ms) => !Number.isNaN(ms))
  if (since.length === 0) return null
  const age = duration(time.getTime() - Math.min(...since))
  return <span className={styles.tileNote}>{t('oldest', { age })}</span>
}
