import { useTranslation } from 'react-i18next'
import { splitDuration } from './time.ts'

/** Words for a length of time in milliseconds: `2 giờ 5 phút`. */
export function useDuration(): (ms: number) => string {
  const { t } = useTranslation('ui')
  return (ms) => {
    const parts = splitDuration(ms)
    if (parts.days > 0) return t('duration.days', parts)
    if (parts.hours > 0) return t('duration.hours', parts)
    return parts.minutes > 0 ? t('duration.minutes', parts) : t('duration.underMinute')
  }
}
