import { Button, Text, Tooltip } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isWhollyClosed, lastClosed, standingClosings } from '../../../shared/register/closing.ts'
import type { ClosedBook } from '../../../shared/register/closing.ts'
import { bookState } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { Badge } from '../../ui/badges.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { formatMoment } from '../../ui/time.ts'
import { useAltKeys } from '../../ui/use-alt-keys.ts'
import { CloseBook } from './close-book.tsx'
import { ReopenBook } from './reopen-book.tsx'
import styles from './register.module.css'

interface BookStateProps {
  year: number
  size: number
  now: string
  lines: readonly RegisterLine[]
  shown: number
  /** null: what is closed cannot be read. */
  book: ClosedBook | null
}

/** How the book stands, and the way to close it. */
export function BookState({ year, size, now, lines, shown, book }: BookStateProps) {
  const { t } = useTranslation('register')
  const provisional = lines.filter((line) => line.provisional).length
  const late = lines.filter((line) => line.late).length
  return (
    <header className={styles.state}>
      <Text size="xs" c="dimmed" role="status">
        {t('count', { shown, total: lines.length })}
      </Text>
      {book !== null && <ClosedBadge year={year} now={now} book={book} />}
      {late > 0 && (
        <Tooltip label={t('lateDetail')}>
          <span>
            <Badge tone="soon">{t('late', { n: late })}</Badge>
          </span>
        </Tooltip>
      )}
      {provisional > 0 && (
        <Tooltip label={t('provisionalDetail')} multiline w={300}>
          <span>
            <Badge tone="soon">{t('provisional', { n: provisional })}</Badge>
          </span>
        </Tooltip>
      )}
      {book !== null && <Acts book={book} lines={lines} size={size} />}
    </header>
  )
}

function ClosedBadge({ year, now, book }: { year: number; now: string; book: ClosedBook }) {
  const { t } = useTranslation('register')
  const last = standingClosings(book.closings).at(-1)
  if (last === undefined) {
    const ended = bookState(year, now) === 'ended'
    return (
      <Tooltip label={t('endedDetail')} disabled={!ended} multiline w={300}>
        <span>
          <Badge tone={ended ? 'soon' : 'good'}>{t(ended ? 'ended' : 'open')}</Badge>
        </span>
      </Tooltip>
    )
  }
  const at = formatMoment(last.at)
  return (
    <Tooltip label={t('closedDetail')} multiline w={300}>
      <span>
        <Badge tone="neutral">
          <IconLock size={12} aria-hidden="true" />
          {isWhollyClosed(book.closings)
            ? t('closed', { at })
            : t('closedUpTo', { last: lastClosed(book.closings), at })}
        </Badge>
      </span>
    </Tooltip>
  )
}

function Acts({ book, lines, size }: { book: ClosedBook; lines: readonly RegisterLine[]; size: number }) {
  const { t } = useTranslation('register')
  const [opened, setOpened] = useState<'close' | 'reopen' | null>(null)
  const isClosed = standingClosings(book.closings).length > 0
  const reopen = () => (isClosed ? setOpened('reopen') : undefined)
  useAltKeys({ k: () => setOpened('close'), m: reopen })
  const shut = () => setOpened(null)
  return (
    <span className={styles.acts}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconLock size={15} aria-hidden="true" />}
        rightSection={<KeyHint keys="Alt K" />}
        aria-keyshortcuts="Alt+K"
        onClick={() => setOpened('close')}
      >
        {t('close.button')}
      </Button>
      {isClosed && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconLockOpen size={15} aria-hidden="true" />}
          rightSection={<KeyHint keys="Alt M" />}
          aria-keyshortcuts="Alt+M"
          onClick={reopen}
        >
          {t('reopen.button')}
        </Button>
      )}
      {opened === 'close' && <CloseBook book={book} lines={lines} size={size} onClose={shut} />}
      {opened === 'reopen' && <ReopenBook book={book} onClose={shut} />}
    </span>
  )
}
