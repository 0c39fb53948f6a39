import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useLocation } from 'react-router'
import { PracticeTour } from '../../features/practice/tour.tsx'
import { PrintingProvider } from '../../features/printing/printing-provider.tsx'
import { ScannerProvider } from '../../features/scanner/scanner-provider.tsx'
import { UndoOffer } from '../save/undo.tsx'
import { Banners } from './banners.tsx'
import { CommandPalette } from './command-palette.tsx'
import { HelpOverlay } from './help-overlay.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { StatusStrip } from './status-strip.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** Rail at the left, the screen, and below it the strip that says at any moment how the desk stands. */
export function Shell() {
  const { t } = useTranslation('app')
  useShortcuts()
  const main = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    main.current?.scrollTo?.(0, 0)
  }, [pathname])
  const skip = (event: React.MouseEvent) => {
    event.preventDefault()
    main.current?.focus()
  }
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main" onClick={skip}>
        {t('nav.skip')}
      </a>
      <Rail />
      <main id="main" className={styles.main} ref={main} tabIndex={-1}>
        <Banners />
        <div className={styles.page}>
          <PrintingProvider>
            <ScannerProvider>
              <Outlet />
            </ScannerProvider>
          </PrintingProvider>
        </div>
      </main>
      <StatusStrip />
      <CommandPalette />
      <PracticeTour />
      <HelpOverlay />
      <UndoOffer />
    </div>
  )
}
