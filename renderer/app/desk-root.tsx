import { useMemo, useState } from 'react'
import { RouterProvider } from 'react-router'
import type { Services } from './services.ts'
import { DeskProvider } from './desk-context.tsx'
import type { Desk } from './desk-context.tsx'
import { createRoutes } from './routes.tsx'
import { useReference } from './session/load-reference.ts'
import type { OpenPhase } from './session/use-session.ts'

interface DeskRootProps {
  services: Services
  phase: OpenPhase
  onLock: () => void
  onSignOut: () => void
}

/** Everything behind sign-in. */
export function DeskRoot({ services, phase, onLock, onSignOut }: DeskRootProps) {
  const [router] = useState(createRoutes)
  const reference = useReference(services.bridge, phase.reference)
  const { info, officer, officers, db } = phase
  const desk: Desk = useMemo(
    () => ({
      bridge: services.bridge,
      now: services.now,
      info,
      officer,
      officers,
      db,
      reference,
      lock: onLock,
      signOut: onSignOut,
    }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the callbacks act on whatever the session is when they are called.
    [services, info, officer, officers, db, reference],
  )
  return (
    <DeskProvider value={desk}>
      <RouterProvider router={router} />
    </DeskProvider>
  )
}
