import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormSet } from '../../../shared/dossier/event.ts'
import { listVolumes } from '../../../shared/register/register-book.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { localDate } from '../../ui/time.ts'
import { OutButtons } from '../printing/out-buttons.tsx'
import { parseVolumeSize, rememberVolumeSize } from './entry.ts'
import type { RegisterEntryFields } from './entry.ts'
import styles from './register.module.css'
import type { RegisterOut } from './use-register-out.ts'

interface BookBarProps {
  year: number
  /** Of an open book. */
  size: number
  /** Of a closed one; null: it is open. */
  boundSize: number | null
  entry: RegisterEntryFields
  /** Lines of the whole book. */
  count: number
  out: RegisterOut
  onYear: (year: number) => void
  onSize: (size: number) => void
  onVolume: (volume: number | null) => void
}

const formSets: readonly FormSet[] = ['TT03_2025', 'TT01_2018']
const yearsBack = 10

/** Which book, which volume, on which form, and out with it. */
export function BookBar(props: BookBarProps) {
  const { t } = useTranslation('register')
  const { now } = useDesk()
  const thisYear = Number(localDate(now()).slice(0, 4))
  const { out } = props
  return (
    <div className={styles.book}>
      <NativeSelect
        label={t('year')}
        value={String(props.year)}
        data={Array.from({ length: yearsBack }, (_, index) => String(thisYear - index))}
        onChange={(event) => props.onYear(Number(event.currentTarget.value))}
      />
      <VolumeFields {...props} />
      <NativeSelect
        label={t('formSet')}
        value={out.formSet}
        data={formSets.map((value) => ({ value, label: t(`set.${value}`) }))}
        onChange={(event) => out.setFormSet(formSets.find((set) => set === event.currentTarget.value) ?? 'TT03_2025')}
      />
      <OutButtons
        words={{ print: t('print'), xlsx: t('xlsx') }}
        ready={out.ready}
        xlsx={out.xlsx}
        print={out.print}
        save={out.saveXlsx}
      />
    </div>
  )
}

function VolumeFields({ size, boundSize, entry, count, onSize, onVolume }: BookBarProps) {
  const { t } = useTranslation('register')
  const [typed, setTyped] = useState(String(size))
  const take = (text: string) => {
    setTyped(text)
    const next = parseVolumeSize(text)
    if (next === null) return
    rememberVolumeSize(next)
    onSize(next)
  }
  return (
    <>
      <NativeSelect
        label={t('volume')}
        value={entry.volume === null ? '' : String(entry.volume)}
        data={[
          { value: '', label: t('allVolumes') },
          ...listVolumes(count, boundSize ?? size).map(({ volume, first, last }) => ({
            value: String(volume),
            label: t('volumeOf', { n: volume, first, last }),
          })),
        ]}
        onChange={({ currentTarget }) => onVolume(currentTarget.value === '' ? null : Number(currentTarget.value))}
      />
      <TextField
        label={t('volumeSize')}
        value={boundSize === null ? typed : String(boundSize)}
        onChange={take}
        inputMode="numeric"
        disabled={boundSize !== null}
        error={boundSize === null && parseVolumeSize(typed) === null ? t('volumeSizeError') : null}
      />
    </>
  )
}
