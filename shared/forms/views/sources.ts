/** For each paper of a dossier: what it speaks of, and how its values are built. */
import type { Dossier } from '../../dossier/dossier.ts'
import type { DossierEvent } from '../../dossier/event.ts'
import type { FormView } from '../bindings.ts'
import type { FormId } from '../definition.ts'
import type { FormContext } from './context.ts'
import { controlSlipView } from './control-slip.ts'
import {
  apologyView,
  refusalSubject,
  refusalView,
  stopNoticeView,
  stopSubject,
  supplementRequestView,
} from './letters.ts'
import { subjectOf } from './of-event.ts'
import { receiptView } from './receipt.ts'
import { returnAcknowledgementView } from './return-acknowledgement.ts'

export type DossierForm = Exclude<FormId, 'register' | 'handoverSlip' | 'queueTicket' | 'cashReport' | 'reportII06a'>

/** The event a paper speaks of, or the receipt for those that speak of the dossier as a whole. */
export interface PaperSubject {
  eventId: string | null
  /** Instant the paper is dated with. */
  at: string
  officerId: string
  /** A number the officer gave the paper; null: derived from the dossier's. */
  number: string | null
  /** The how-manieth of its kind in the dossier, from 1. */
  ordinal: number
}

export interface PaperSource {
  subject(dossier: Dossier, events: readonly DossierEvent[], eventId: string | null): PaperSubject | null
  view(dossier: Dossier, events: readonly DossierEvent[], context: FormContext, subject: PaperSubject): FormView
}

const ofReceipt: PaperSource['subject'] = (dossier) =>
  dossier.receivedAt === ''
    ? null
    : { eventId: null, at: dossier.receivedAt, officerId: dossier.receivedBy.officerId, number: null, ordinal: 1 }

export const paperSources: { readonly [F in DossierForm]: PaperSource } = {
  receipt: { subject: ofReceipt, view: (dossier, _events, context) => receiptView(dossier, context) },
  returnAcknowledgement: {
    subject: (_dossier, events, eventId) => subjectOf(events, 'returned', eventId),
    view: returnAcknowledgementView,
  },
  supplementRequest: {
    subject: (_dossier, events, eventId) =>
      subjectOf(events, 'supplementRequested', eventId, (payload) => payload.formNumber),
    view: supplementRequestView,
  },
  refusal: {
    subject: (_dossier, events, eventId) => refusalSubject(events, eventId),
    view: refusalView,
  },
  apology: {
    subject: (_dossier, events, eventId) => subjectOf(events, 'apologised', eventId, (payload) => payload.formNumber),
    view: apologyView,
  },
  stopNotice: { subject: (_dossier, events, eventId) => stopSubject(events, eventId), view: stopNoticeView },
  controlSlip: { subject: ofReceipt, view: controlSlipView },
}
