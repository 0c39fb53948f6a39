import { spotlight } from '@mantine/spotlight'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { parseIdCardQr } from '../../../shared/citizen/id-card-qr.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { attachScanner } from '../../ui/scanner.ts'
import { ScannerContext, type Scan } from '../../ui/use-scanner.ts'
import { findScanned } from './find-scanned.ts'
import { ScanDesk } from './scan-desk.ts'
import { showScanNotice, showStrangeScan } from './scan-notice.tsx'

/** Listens on every screen behind sign-in, and takes what no screen has a use for to its place. */
export function ScannerProvider({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation('scanner')
  const { pathname } = useLocation()
  const path = useRef(pathname)
  path.current = pathname
  const route = useRef<(scan: Scan, desk: ScanDesk) => void>(() => undefined)
  route.current = useRoute()
  const blocked = useRef<() => void>(() => undefined)
  blocked.current = () => showScanNotice(t, t('dialogOpen'))
  const [desk] = useState(() => {
    const made: ScanDesk = new ScanDesk({
      isDialogOpen,
      path: () => path.current,
      route: (scan) => route.current(scan, made),
      blocked: () => blocked.current(),
    })
    return made
  })
  useEffect(() => attachScanner(document, ({ text, target }) => desk.deliver(text, target)), [desk])
  return <ScannerContext value={desk}>{children}</ScannerContext>
}

/** The palette is a way to somewhere, as a scan is: nothing is begun in it that could be lost. */
function isDialogOpen(): boolean {
  const dialogs = [...document.querySelectorAll('[role=dialog][aria-modal=true]')]
  return dialogs.some((dialog) => dialog.closest('.mantine-Spotlight-root') === null)
}

function useRoute() {
  const { t } = useTranslation('scanner')
  const intake = useTranslation('intake').t
  const navigate = useNavigate()
  const { db } = useDesk()
  const openDossier = async (scan: Scan, desk: ScanDesk) => {
    const rows = await findScanned(db, scan.text)
    const [only] = rows
    if (only === undefined) showScanNotice(t, t('notHere'))
    else if (rows.length === 1) void navigate(`/dossiers/${only.id}`)
    else {
      desk.keepFor('/search', { ...scan, several: true })
      void navigate('/search')
      showScanNotice(t, t('several', { n: rows.length }))
    }
  }
  return (scan: Scan, desk: ScanDesk) => {
    spotlight.close()
    const goTo = (path: string) => {
      desk.keepFor(path, scan)
      void navigate(path)
    }
    switch (scan.thing.kind) {
      case 'dossier':
        openDossier(scan, desk).catch(() => showScanNotice(t, t('lookupFailed')))
        break
      case 'idCard': {
        const reading = parseIdCardQr(scan.text)
        if (reading.ok) goTo('/intake')
        else {
          const { part, code } = reading.problem
          const problem = intake(`scan.problem.${code}`, { part: intake(`scan.part.${part}`) })
          showScanNotice(t, t('cardUnread', { problem }))
        }
        break
      }
      case 'idNumber':
        goTo('/search')
        break
      case 'bundle':
        void navigate('/sync')
        break
      default:
        showStrangeScan(t, scan)
    }
  }
}
