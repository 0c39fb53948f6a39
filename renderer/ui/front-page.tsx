import { useTranslation } from 'react-i18next'
import styles from './front-page.module.css'
import { Logo } from './logo.tsx'

/** A card on an empty desk: enrolment, sign-in, opening. */
export function FrontPage({
  children,
  place,
  wide = false,
}: {
  children: React.ReactNode
  place?: string
  wide?: boolean
}) {
  const { t } = useTranslation('app')
  return (
    <main className={styles.page}>
      <div className={`${styles.card} ${wide ? styles.wide : ''}`}>
        <div className={styles.mark}>
          <Logo size={28} />
          <span>{place === undefined || place === '' ? t('product') : `${t('product')} · ${place}`}</span>
        </div>
        {children}
      </div>
    </main>
  )
}
