import { Alert, Checkbox, List, NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findCautions, linesToClose, listClosable } from '../../../shared/register/closable.ts'
import type { CautionFound, Closable } from '../../../shared/register/closable.ts'
import type { ClosedBook } from '../../../shared/register/closing.ts'
import { bookState } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { useLink } from '../../app/shell/use-link.ts'
import { localInstant } from '../../ui/time.ts'
import { useObservable } from '../../ui/use-observable.ts'
import { BookDialog } from './book-dialog.tsx'
import { useBookAct } from './use-book-act.ts'

export interface BookDialogFacts {
  /** As the host has it. */
  book: ClosedBook
  /** All lines of the year, numbered. */
  lines: readonly RegisterLine[]
  size: number
  onClose: () => void
}

export function CloseBook({ book, lines, size, onClose }: BookDialogFacts) {
  const { t } = useTranslation('register')
  const { bridge, officer, now } = useDesk()
  const { year, revision } = book
  const choices = listClosable(lines.length, book.closings, size)
  const [volume, setVolume] = useState(() => firstChoice(choices, year, localInstant(now())))
  const chosen = choices.find((choice) => choice.volume === volume) ?? choices.at(-1)
  const cautions = useCautions(lines, chosen, year)
  const [accepted, setAccepted] = useState(false)
  const [tried, setTried] = useState(false)
  const act = useBookAct(t('close.done', { year }), onClose)
  const may = officer.roles.includes('leader')
  const close = () => {
    setTried(true)
    if (chosen === undefined || cautions === null || (cautions.length > 0 && !accepted)) return
    void act.run(() =>
      bridge.call('books.close', {
        year,
        revision,
        whole: chosen.kind !== 'volume',
        volumeSize: size,
        lines: linesToClose(lines, chosen),
        despite: cautions.map(({ code }) => code),
      }),
    )
  }
  const action = may && chosen !== undefined ? t('close.button') : null
  return (
    <BookDialog title={t('close.title', { year })} book={book} action={action} act={act} onDo={close} onClose={onClose}>
      {!may && <Alert color="amber">{t('close.notAllowed')}</Alert>}
      {may && chosen === undefined && <Text size="sm">{t('close.nothing')}</Text>}
      {may && chosen !== undefined && (
        <>
          <Choice choices={choices} chosen={chosen} year={year} onChoose={setVolume} />
          {cautions !== null && cautions.length > 0 && (
            <>
              <Cautions cautions={cautions} year={year} />
              <Checkbox
                label={t('close.accept')}
                checked={accepted}
                onChange={({ currentTarget }) => setAccepted(currentTarget.checked)}
                error={tried && !accepted ? t('close.mustAccept') : null}
              />
            </>
          )}
        </>
      )}
    </BookDialog>
  )
}

/** While the year runs, a volume; once it is over, all of it. */
function firstChoice(choices: readonly Closable[], year: number, now: string): number | null {
  return bookState(year, now) === 'ended' ? null : (choices[0]?.volume ?? null)
}

/** null: how the desk stands with the province is not known yet. */
function useCautions(
  lines: readonly RegisterLine[],
  chosen: Closable | undefined,
  year: number,
): CautionFound[] | null {
  const { db, now } = useDesk()
  const sync = useObservable(() => db.watchSync(), db)
  const link = useLink()
  if (sync === undefined || link === undefined) return null
  if (chosen === undefined) return []
  const isQuiet = sync.phase === 'idle' && sync.lastSuccessAt !== null
  const standing = {
    unsent: sync.unsentDossiers,
    rejected: sync.rejectedDossiers,
    upToDate: link.online && !link.cutByHand && isQuiet,
  }
  return findCautions(lines, chosen, year, localInstant(now()), standing)
}

interface ChoiceProps {
  choices: readonly Closable[]
  chosen: Closable
  year: number
  onChoose: (volume: number | null) => void
}

function Choice({ choices, chosen, year, onChoose }: ChoiceProps) {
  const { t } = useTranslation('register')
  const { info } = useDesk()
  const labelOf = ({ kind, volume, first, last }: Closable) => {
    if (kind === 'volume') return t('close.volume', { n: volume, first, last })
    if (kind === 'late') return t('close.late', { first, last })
    return last < first ? t('close.wholeEmpty', { year }) : t('close.whole', { year, first, last })
  }
  return (
    <>
      <NativeSelect
        label={t('close.what')}
        data-autofocus
        value={String(chosen.volume ?? '')}
        data={choices.map((choice) => ({ value: String(choice.volume ?? ''), label: labelOf(choice) }))}
        onChange={({ currentTarget }) => onChoose(currentTarget.value === '' ? null : Number(currentTarget.value))}
      />
      <Text size="sm">{t('close.will', { n: Math.max(0, chosen.last - chosen.first + 1) })}</Text>
      <Text size="sm" c="dimmed">
        {t('close.here', { desk: info.deskName })}
      </Text>
    </>
  )
}

function Cautions({ cautions, year }: { cautions: readonly CautionFound[]; year: number }) {
  const { t } = useTranslation('register')
  return (
    <Alert color="amber" title={t('close.beware')} role="note">
      <List size="sm">
        {cautions.map(({ code, n }) => (
          <List.Item key={code}>{t(`close.caution.${code}`, { n, year })}</List.Item>
        ))}
      </List>
    </Alert>
  )
}
