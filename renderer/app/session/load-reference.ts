import { useEffect, useState } from 'react'
import type { Bridge } from '../../../shared/bridge/contract.ts'
import { workingCalendarSchema } from '../../../shared/deadline/calendar.ts'
import { catalogueSchema } from '../../../shared/procedure/catalogue.ts'
import { formListSchema, parseDefinitions } from '../../../shared/forms/library.ts'
import { organisationTreeSchema } from '../../../shared/reference/organisation.ts'
import type { Reference } from '../desk-context.tsx'

type Kind = 'catalogue' | 'calendar' | 'organisations' | 'forms'

interface Readable<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}

/** null: the host has none, or it is not of this version's shape; the banner then says that intake cannot work. */
async function read<T>(bridge: Bridge, kind: Kind, schema: Readable<T>): Promise<T | null> {
  const found = await bridge.call('reference.get', { kind, version: null })
  const parsed = found === null ? null : schema.safeParse(found.body)
  return parsed?.success === true ? parsed.data : null
}

export async function loadReference(bridge: Bridge): Promise<Reference> {
  const [catalogue, calendar, tree, forms] = await Promise.all([
    read(bridge, 'catalogue', catalogueSchema),
    read(bridge, 'calendar', workingCalendarSchema),
    read(bridge, 'organisations', organisationTreeSchema),
    read(bridge, 'forms', formListSchema),
  ])
  return {
    catalogue,
    calendar,
    organisations: tree?.organisations ?? [],
    forms: parseDefinitions(forms?.forms ?? []).valid,
  }
}

/** Read once, and again whenever the province has published something new. */
export function useReference(bridge: Bridge, initial: Reference): Reference {
  const [reference, setReference] = useState(initial)
  useEffect(() => {
    let gone = false
    const stop = bridge.on('reference.changed', () => {
      void loadReference(bridge).then(
        (fresh) => (gone ? undefined : setReference(fresh)),
        () => undefined,
      )
    })
    return () => {
      gone = true
      stop()
    }
  }, [bridge])
  return reference
}
