/** What every screen may use once an officer is signed in. Screens get it from here and from nowhere else. */
import { createContext, useContext } from 'react'
import type { AppInfo, Bridge } from '../../shared/bridge/contract.ts'
import type { WorkingCalendar } from '../../shared/deadline/calendar.ts'
import type { FormDefinition } from '../../shared/forms/definition.ts'
import type { Catalogue } from '../../shared/procedure/catalogue.ts'
import type { OfficerProfile, Organisation } from '../../shared/reference/organisation.ts'
import type { DeskDatabase } from '../database/desk-database.ts'

export interface Reference {
  /** null: the host has none yet (never synced), or it cannot be read. */
  catalogue: Catalogue | null
  calendar: WorkingCalendar | null
  organisations: Organisation[]
  /** The province's corrections of the forms; laid over those the program brings. */
  forms?: FormDefinition[]
}

export interface Desk {
  bridge: Bridge
  info: AppInfo
  officer: OfficerProfile
  officers: OfficerProfile[]
  db: DeskDatabase
  reference: Reference
  now: () => Date
  /** Asks for the PIN again; what is on the screen stays. */
  lock: () => void
  signOut: () => void
}

const DeskContext = createContext<Desk | null>(null)
export const DeskProvider = DeskContext.Provider

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (desk === null) throw new Error('useDesk outside of a signed-in desk')
  return desk
}
