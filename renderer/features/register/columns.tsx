import { createColumnHelper, tableFeatures } from '@tanstack/react-table'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { areaName } from '../../../shared/register/register-book.ts'
import type { RegisterLine } from '../../../shared/register/register-book.ts'
import { StatusBadge } from '../../ui/badges.tsx'
import { formatMoment } from '../../ui/time.ts'
import styles from './register.module.css'

export const features = tableFeatures({})
const helper = createColumnHelper<typeof features, RegisterLine>()

type Moment = 'receivedAt' | 'dueAt' | 'forwardedAt' | 'resultAt' | 'returnedAt'
type Text = 'returnWay' | 'recipient' | 'receiver' | 'note' | 'resolvingUnit' | 'person'

/** Rem; the first two stay when the rest is scrolled. */
export const columnWidths: Readonly<Record<string, number>> = {
  entry: 3.5,
  code: 13.5,
  procedure: 17,
  sets: 3.5,
  person: 12,
  contact: 16,
  resolvingUnit: 12,
  receivedAt: 8.5,
  dueAt: 8.5,
  forwardedAt: 8.5,
  resultAt: 8.5,
  returnedAt: 8.5,
  returnWay: 8,
  recipient: 11,
  receiver: 11,
  area: 11,
  status: 9.5,
  note: 14,
}

function Entry({ line }: { line: RegisterLine }) {
  const { t } = useTranslation('register')
  return (
    <>
      {line.entry}
      {line.late && (
        <abbr className={styles.late} title={t('lateDetail')}>
          {t('lateMark')}
        </abbr>
      )}
    </>
  )
}

/** The columns of Mẫu 06 (2018) and 07 (2025), and the state. */
export function useRegisterColumns() {
  const { t, i18n } = useTranslation('register')
  return useMemo(() => {
    const moment = (id: Moment) =>
      helper.display({
        id,
        header: t(`column.${id}`),
        cell: ({ row }) => {
          const at = row.original[id]
          return at === null ? '' : formatMoment(at)
        },
      })
    const text = (id: Text) => helper.display({ id, header: t(`column.${id}`), cell: ({ row }) => row.original[id] })
    return [
      helper.display({ id: 'entry', header: t('column.entry'), cell: ({ row }) => <Entry line={row.original} /> }),
      helper.display({
        id: 'code',
        header: t('column.code'),
        cell: ({ row }) => <span className={styles.code}>{row.original.code}</span>,
      }),
      helper.display({
        id: 'procedure',
        header: t('column.procedure'),
        cell: ({ row }) => <span title={row.original.procedure}>{row.original.procedure}</span>,
      }),
      helper.display({ id: 'sets', header: t('column.sets'), cell: ({ row }) => row.original.sets || '' }),
      text('person'),
      helper.display({
        id: 'contact',
        header: t('column.contact'),
        cell: ({ row }) => [row.original.address, row.original.phone].filter(Boolean).join('; '),
      }),
      text('resolvingUnit'),
      moment('receivedAt'),
      moment('dueAt'),
      moment('forwardedAt'),
      moment('resultAt'),
      moment('returnedAt'),
      text('returnWay'),
      text('recipient'),
      text('receiver'),
      helper.display({ id: 'area', header: t('column.area'), cell: ({ row }) => areaName(row.original) }),
      helper.display({
        id: 'status',
        header: t('column.status'),
        cell: ({ row }) => row.original.status !== null && <StatusBadge status={row.original.status} />,
      }),
      text('note'),
    ]
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words change with the language; `t` itself keeps its identity within one.
  }, [t, i18n.language])
}
