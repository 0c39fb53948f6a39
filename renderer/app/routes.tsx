import { Outlet, createHashRouter, useNavigate, useRouteError } from 'react-router'
import { CashPage } from '../features/cash/cash-page.tsx'
import { DossierPage } from '../features/dossier/dossier-page.tsx'
import { HandoverPage } from '../features/handover/handover-page.tsx'
import { HomePage } from '../features/home/home-page.tsx'
import { IntakePage } from '../features/intake/intake-page.tsx'
import { MachinePage } from '../features/machine/machine-page.tsx'
import { RegisterPage } from '../features/register/register-page.tsx'
import { QueuePage } from '../features/queue/queue-page.tsx'
import { ReportPage } from '../features/report/report-page.tsx'
import { PrintQueuePage } from '../features/printing/print-queue-page.tsx'
import { ReturnsPage } from '../features/returns/returns-page.tsx'
import { SearchPage } from '../features/search/search-page.tsx'
import { SettingsPage } from '../features/settings/settings-page.tsx'
import { SyncPage } from '../features/sync/sync-page.tsx'
import { CrashPage } from './error-boundary.tsx'
import { NotFoundPage } from './not-found-page.tsx'
import { Shell } from './shell/shell.tsx'

/** By hash: the page comes from a custom scheme or from loopback, neither of which knows paths. */
export function createRoutes() {
  return createHashRouter([
    {
      element: <Shell />,
      errorElement: <RouteCrash />,
      children: [
        {
          // A screen that fails leaves the shell standing.
          element: <Outlet />,
          errorElement: <RouteCrash />,
          children: [
            { index: true, element: <HomePage /> },
            { path: 'intake', element: <IntakePage /> },
            { path: 'intake/:draftId', element: <IntakePage /> },
            { path: 'dossiers/:dossierId', element: <DossierPage /> },
            { path: 'returns', element: <ReturnsPage /> },
            { path: 'returns/:dossierId', element: <ReturnsPage /> },
            { path: 'handover', element: <HandoverPage /> },
            { path: 'cash', element: <CashPage /> },
            { path: 'report', element: <ReportPage /> },
            { path: 'register', element: <RegisterPage /> },
            { path: 'queue', element: <QueuePage /> },
            { path: 'settings', element: <SettingsPage /> },
            { path: 'search', element: <SearchPage /> },
            { path: 'sync', element: <SyncPage /> },
            { path: 'prints', element: <PrintQueuePage /> },
            { path: 'machine', element: <MachinePage /> },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ])
}

function RouteCrash() {
  const error = useRouteError()
  const navigate = useNavigate()
  return <CrashPage error={error} onHome={() => void navigate('/')} />
}
