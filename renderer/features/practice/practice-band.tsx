import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './practice.module.css'

/** On every screen of a practice desk, above dialogs too: nobody may take it for the real one. */
export function PracticeBand({ shown }: { shown: boolean }) {
  const { t } = useTranslation('practice')
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (shown) dataset['practice'] = 'yes'
    else delete dataset['practice']
  }, [shown])
  if (!shown) return null
  return (
    <div className={styles.band} role="note">
      <strong>{t('band')}</strong> <span>{t('bandDetail')}</span>
    </div>
  )
}
