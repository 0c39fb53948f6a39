import { useTranslation } from 'react-i18next'

/** Waiting as people say it; null: there is nothing to measure. */
export function useMinutes(): (ms: number | null) => string {
  const { t } = useTranslation('queue')
  return (ms) => {
    if (ms === null) return t('noValue')
    const n = Math.round(ms / 60_000)
    return n < 1 ? t('lessThanMinute') : t('minutes', { n })
  }
}
