import { Checkbox, Text } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoney } from '../../ui/money.ts'
import { TextField } from '../../ui/text-field.tsx'
import type { AtOnceEntry } from './at-once.ts'
import styles from './intake.module.css'
import { useProblemWords } from './problem-words.ts'
import type { Problems } from './validate.ts'

interface AtOnceFieldsProps {
  atOnce: AtOnceEntry
  /** Đồng, taken with the result. */
  collected: number
  problems: Problems
  onChange: (atOnce: AtOnceEntry) => void
}

export const AtOnceFields = memo(function AtOnceFields({ atOnce, collected, problems, onChange }: AtOnceFieldsProps) {
  const { t } = useTranslation('intake')
  const split = useProblemWords()
  const { results } = atOnce
  const set = (index: number, change: Partial<AtOnceEntry['results'][number]>) =>
    onChange({ ...atOnce, results: results.map((one, place) => (place === index ? { ...one, ...change } : one)) })
  return (
    <>
      <Checkbox
        label={t('atOnce.on')}
        description={t('atOnce.hint')}
        checked={atOnce.on}
        onChange={(event) => onChange({ ...atOnce, on: event.currentTarget.checked })}
      />
      {atOnce.on &&
        results.map((result, index) => (
          <div key={index} className={styles.grid}>
            <TextField
              className={styles.c6}
              {...split(problems[`atOnce.${index}.name`])}
              name={`atOnce.${index}.name`}
              label={t('atOnce.name')}
              required
              value={result.name}
              onChange={(name) => set(index, { name })}
            />
            <TextField
              className={styles.c4}
              {...split(problems[`atOnce.${index}.number`])}
              name={`atOnce.${index}.number`}
              label={t('atOnce.number')}
              value={result.number}
              onChange={(number) => set(index, { number })}
            />
            <TextField
              className={styles.c2}
              {...split(problems[`atOnce.${index}.count`])}
              name={`atOnce.${index}.count`}
              label={t('atOnce.count')}
              inputMode="numeric"
              value={result.count}
              onChange={(count) => set(index, { count })}
            />
          </div>
        ))}
      {atOnce.on && collected > 0 && (
        <Text size="sm" mt="xs">
          {t('atOnce.collected', { amount: formatMoney(collected) })}
        </Text>
      )}
    </>
  )
})
