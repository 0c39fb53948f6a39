import { describe, expect, it } from 'vitest'
import { printedAt, sampleAgencies, sampleOfficers } from '../../test/support/paper-builder.ts'
import { unsettled } from '../dossier/attention.ts'
import { payloadSchemas } from '../dossier/event.ts'
import type { EventType } from '../dossier/event.ts'
import { fold } from '../dossier/fold.ts'
import { builtInDefinitions } from './definitions/all.ts'
import { planPaper, planSheet } from './papers.ts'
import { sampleHistory, sampleRegister } from './sample-history.ts'
import { paperSources } from './views/sources.ts'
import type { DossierForm } from './views/sources.ts'

const forms = Object.keys(paperSources) as DossierForm[]
const sets = ['TT01_2018', 'TT03_2025'] as const

describe('the invented dossier', () => {
  it.each(sets.flatMap((set) => forms.map((form) => [form, set] as const)))(
    'has something to say on %s of %s, and its history is of the contract',
    (form, formSet) => {
      const events = sampleHistory(formSet, form)
      for (const { type, payload } of events)
        expect(payloadSchemas[type as EventType].safeParse(payload).error).toBeUndefined()
      const dossier = fold(events)
      expect(unsettled(dossier)).toEqual([])
      const common = { agencies: sampleAgencies, at: printedAt, definitions: builtInDefinitions }
      const plan = planPaper({
        ...common,
        form,
        events,
        dossier,
        eventId: null,
        officers: sampleOfficers,
        register: null,
      })
      // The set of 2018 has no stop notice.
      const none = form === 'stopNotice' && formSet === 'TT01_2018'
      expect(plan.kind).toBe(none ? 'noDefinition' : 'paper')
      const register = planSheet({ ...sampleRegister(formSet), ...common, formSet, officer: sampleOfficers[0]! })
      expect(register.kind).toBe('paper')
    },
  )
})
