import { asKnownEvent } from '../../../shared/dossier/event.ts'
import type { DossierEvent } from '../../../shared/dossier/event.ts'
import type { Letter } from '../printing/printing-provider.tsx'

/** Which letter tells the citizen of this event; null: none does. */
export function letterOf(event: DossierEvent): Letter | null {
  const known = asKnownEvent(event)
  switch (known?.type) {
    case 'supplementRequested':
      return 'supplementRequest'
    case 'refused':
    case 'refusedAtCounter':
      return 'refusal'
    case 'apologised':
      return 'apology'
    case 'stopped':
      return 'stopNotice'
    case 'withdrawalAnswered':
      return known.payload.agreed ? 'stopNotice' : null
    default:
      return null
  }
}
