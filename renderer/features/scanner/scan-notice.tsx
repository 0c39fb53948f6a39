import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { TFunction } from 'i18next'
import type { Scan } from '../../ui/use-scanner.ts'
import { typeInto } from '../../ui/scanner.ts'
import { asEditable } from '../../ui/field-value.ts'

type Words = TFunction<'scanner'>

const id = 'scan'
const readingMs = 12_000

export function showScanNotice(t: Words, message: React.ReactNode): void {
  // The next scan replaces what was said of the last one.
  notifications.hide(id)
  notifications.show({
    id,
    title: t('title'),
    message,
    color: 'amber',
    autoClose: readingMs,
    closeButtonProps: { 'aria-label': t('close') },
  })
}

/** Says what kind of thing it was, never what it held: a screen is seen by whoever stands before it. */
export function showStrangeScan(t: Words, { thing, text, target }: Scan): void {
  const kind =
    thing.kind === 'ticket' ? t('ticket') : thing.kind === 'strange' ? strangeWords(t, thing.shape, text) : null
  const put = () => {
    typeInto(target, text)
    notifications.hide(id)
  }
  showScanNotice(
    t,
    <>
      <Text size="sm">{kind ?? strangeWords(t, 'text', text)}</Text>
      {thing.kind === 'strange' && <Text size="sm">{t('whatToDo')}</Text>}
      {asEditable(target) !== null && (
        <Button size="compact-sm" variant="default" mt={6} onClick={put}>
          {t('putIn')}
        </Button>
      )}
    </>,
  )
}

function strangeWords(t: Words, shape: Extract<Scan['thing'], { kind: 'strange' }>['shape'], text: string): string {
  return t(`strange.${shape}`, { n: [...text].length })
}
