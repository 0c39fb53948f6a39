/**
 * What can happen to a dossier. A dossier *is* the list of these; nobody edits one, they append.
 *
 * Additive changes only: a payload field that older desks do not know is kept by them untouched (`z.looseObject`), and an
 * event type they do not know is kept, stored and forwarded, and shown as "from a newer version".
 */
import { z } from 'zod'
import { channelSchema, chargeSchema, componentKindSchema, payMethodSchema } from '../procedure/catalogue.ts'
import { dueSchema, timeLimitSchema } from '../deadline/due.ts'
import { correctionSchema } from './correction-schema.ts'
import { attachmentSchema } from '../wire/attachments.ts'
import { hybridStampSchema } from './hybrid-clock.ts'
import { handoverSchemas } from './handover.ts'
import { isShallow } from './nesting.ts'
import { addressLimit, blockOfText, lineOfText, nameLimit, noteLimit, personSchema } from './person.ts'

/** An instant with the desk's offset, as the officer's paper states it: `2026-11-24T08:30:00+07:00`. */
export const localInstantSchema = z.iso.datetime({ offset: true })
export const dateSchema = z.iso.date()
export const formSetSchema = z.enum(['TT01_2018', 'TT03_2025'])
export type FormSet = z.infer<typeof formSetSchema>

export const dossierCodeSchema = z.string().regex(/^[\p{L}\d][\p{L}\d.-]{2,63}$/u)
export const dossierNumberSchema = z.object({
  code: dossierCodeSchema,
  /** leased and official codes are final; a provisional one is followed by a `numberAssigned` event of the gateway. */
  kind: z.enum(['leased', 'provisional', 'official']),
})
export type DossierNumber = z.infer<typeof dossierNumberSchema>

export const submittedComponentSchema = z.looseObject({
  id: z.string().max(80),
  name: lineOfText(500).min(1),
  kind: componentKindSchema,
  count: z.int().min(0).max(999),
  /** An original shown for comparison only; it must go back to its owner (NĐ 61/2018 Đ20.2). */
  toGiveBack: z.boolean(),
})
export type SubmittedComponent = z.infer<typeof submittedComponentSchema>

/** A scan, and which component it shows (null: none in particular). */
export const scanOfComponentSchema = attachmentSchema.extend({ componentId: z.string().max(80).nullable() })

export const deliverySchema = z.looseObject({
  way: z.enum(['atDesk', 'byPost', 'online']),
  address: lineOfText(addressLimit).nullable(),
})
export type Delivery = z.infer<typeof deliverySchema>

export const unitSchema = z.object({ id: z.string().max(80), name: lineOfText(nameLimit).min(1) })
export type Unit = z.infer<typeof unitSchema>

const procedureReferenceSchema = z.looseObject({
  code: z.string().max(40),
  version: z.string().max(80),
  name: lineOfText(500).min(1),
  field: lineOfText(200),
})
const money = z.int().min(0).max(100_000_000_000)
const reason = blockOfText(noteLimit).min(1)
const printedNumber = lineOfText(80).nullable()
const papersSeen = z.array(z.uuid()).max(100)
/** The portal's own name of one delivery: what comes twice under it is one. */
export const onlineReferenceSchema = z.string().regex(/^[\w.:-]{1,80}$/)
export const filedFilesSchema = z.array(scanOfComponentSchema).max(50)

export const payloadSchemas = {
  /** Taken in at the desk. Everything that decided the due date is frozen here. */
  received: z.looseObject({
    number: dossierNumberSchema,
    procedure: procedureReferenceSchema,
    catalogueVersion: z.string().max(80),
    calendarVersion: z.string().max(80),
    formSet: formSetSchema,
    submitter: personSchema,
    /** null: the submitter is the owner. */
    owner: personSchema.nullable(),
    request: blockOfText(noteLimit),
    components: z.array(submittedComponentSchema).max(200),
    sets: z.int().min(1).max(99),
    channel: channelSchema,
    /** How it came by post; absent of dossiers that did not. The time limit counts from `arrivedOn`. */
    inbound: z
      .looseObject({
        trackingNumber: lineOfText(80).nullable(),
        postmarkedOn: dateSchema.nullable(),
        arrivedOn: dateSchema,
      })
      .optional(),
    delivery: deliverySchema,
    charge: chargeSchema,
    supplementPolicy: z.enum(['RESTART', 'PAUSE']),
    due: dueSchema,
    resolvingUnit: unitSchema.nullable(),
    note: blockOfText(noteLimit),
    /** The number that was called at the counter; left out: nobody waited. */
    ticket: z.string().max(12).optional(),
    /** Of an online filing: the deliveries of papers (`papersFiledOnline`) that the officer had looked at. */
    papersSeen: papersSeen.optional(),
  }),
  /**
   * Filed on the national portal, under its code; waits at the desk to be accepted (`received`, with that code) or refused.
   * Written by the gateway only.
   */
  registeredOnline: z.looseObject({
    code: dossierCodeSchema,
    procedure: procedureReferenceSchema,
    submitter: personSchema,
    owner: personSchema.nullable(),
    request: blockOfText(noteLimit),
    components: z.array(submittedComponentSchema).max(200),
    delivery: deliverySchema,
    paidOnline: money,
    note: blockOfText(noteLimit),
    /** What the citizen uploaded. Absent: the portal sent none, or did not send them yet then. */
    files: filedFilesSchema.optional(),
  }),
  /**
   * More papers that the citizen filed on the portal, asked for or not. They complete an online filing; in a dossier that was
   * accepted they wait until an officer confirms (`supplemented`). Written by the gateway only.
   */
  papersFiledOnline: z.looseObject({
    reference: onlineReferenceSchema,
    components: z.array(submittedComponentSchema).max(200),
    files: filedFilesSchema,
    paidOnline: money,
    note: blockOfText(noteLimit),
  }),
  /**
   * The province answered a provisional number with the official code; or, `instead` of a code that another dossier has, gave
   * a new one. Written by the gateway only.
   */
  numberAssigned: z.looseObject({ code: dossierCodeSchema, instead: dossierCodeSchema.optional() }),
  forwarded: z.looseObject({
    from: unitSchema,
    to: unitSchema,
    legDueAt: localInstantSchema.nullable(),
    /** What `legDueAt` was counted from; absent: a date was given, or nothing. */
    limit: timeLimitSchema.optional(),
    note: blockOfText(noteLimit),
  }),
  /** The unit gives the dossier back to the desk without a result. */
  handedBack: z.looseObject({ from: unitSchema, reason }),
  /** The resolving unit is done; this, not the pick-up, ends the period that is judged. */
  resultArrived: z.looseObject({
    from: unitSchema,
    outcome: z.enum(['granted', 'refused']),
    results: z
      .array(
        z.looseObject({
          name: lineOfText(500).min(1),
          number: lineOfText(120).nullable(),
          count: z.int().min(1).max(999),
        }),
      )
      .max(50),
    note: blockOfText(noteLimit),
    /** Further results are awaited, from this unit or another: the time that is judged runs on. */
    moreExpected: z.boolean().optional(),
  }),
  supplementRequested: z.looseObject({
    items: z.array(lineOfText(1000).min(1)).min(1).max(100),
    reason,
    deadline: dateSchema.nullable(),
    formNumber: printedNumber,
    /** Whom the citizen asks; absent: the officer who wrote it, at the desk's number. */
    contact: z.looseObject({ name: lineOfText(nameLimit), phone: lineOfText(40) }).optional(),
    papersSeen: papersSeen.optional(),
  }),
  supplemented: z.looseObject({
    components: z.array(submittedComponentSchema).max(200),
    due: dueSchema,
    note: blockOfText(noteLimit),
    /** When the papers were complete, if that was not the moment of the record: filed on the portal, looked at later. */
    completedAt: localInstantSchema.optional(),
    papersSeen: papersSeen.optional(),
  }),
  financialDutyRaised: z.looseObject({ amount: money, what: lineOfText(500).min(1), payBy: dateSchema.nullable() }),
  paid: z.looseObject({
    amount: money,
    method: payMethodSchema,
    receiptNumber: lineOfText(80).nullable(),
    what: lineOfText(500),
  }),
  refunded: z.looseObject({ amount: money, reason }),
  refused: z.looseObject({ reason, formNumber: printedNumber, papersSeen: papersSeen.optional() }),
  /** Turned away at the counter: the case is recorded and Mẫu 03 given, but it was never received. */
  refusedAtCounter: z.looseObject({
    number: dossierNumberSchema,
    procedure: procedureReferenceSchema,
    formSet: formSetSchema,
    submitter: personSchema,
    owner: personSchema.nullable(),
    request: blockOfText(noteLimit),
    /** What the citizen had brought. */
    components: z.array(submittedComponentSchema).max(200),
    channel: channelSchema,
    reason,
    formNumber: printedNumber,
  }),
  withdrawalRequested: z.looseObject({
    requester: lineOfText(nameLimit).min(1),
    reason,
    /** Filed on the portal: the event is then the gateway's. */
    reference: onlineReferenceSchema.optional(),
  }),
  /** An agreed withdrawal stops the dossier: what follows `reason` is then on the notice (Mẫu 05 of 2025). */
  withdrawalAnswered: z.looseObject({
    agreed: z.boolean(),
    reason: blockOfText(noteLimit),
    papersGivenBack: z.array(lineOfText(500)).max(200).optional(),
    feesToReturn: money.optional(),
    formNumber: printedNumber.optional(),
  }),
  stopped: z.looseObject({
    reason,
    papersGivenBack: z.array(lineOfText(500)).max(200),
    /** Đồng; given back by a `refunded` event, then or later. */
    feesToReturn: money.optional(),
    formNumber: printedNumber,
  }),
  /** NĐ 61/2018 Đ19.9: with the reason and a new date, at most once. The original date stays on record. */
  apologised: z.looseObject({
    reason,
    agency: lineOfText(nameLimit).min(1),
    signer: lineOfText(nameLimit),
    newDueAt: localInstantSchema,
    formNumber: printedNumber,
  }),
  returned: z.looseObject({
    recipient: z.looseObject({
      name: lineOfText(nameLimit).min(1),
      idNumber: lineOfText(40).nullable(),
      relation: z.enum(['submitter', 'owner', 'authorised']),
      authorisation: lineOfText(500).nullable(),
    }),
    way: deliverySchema.shape.way,
    trackingNumber: lineOfText(80).nullable(),
    /** Day it was handed to the post. */
    postedOn: dateSchema.nullable().optional(),
    collected: money,
    /** Of `collected`; absent: not said. */
    method: payMethodSchema.optional(),
    receiptNumber: printedNumber.optional(),
    papersGivenBack: z.array(lineOfText(500)).max(200),
    /** false: part of the results; the dossier stays open for the rest. */
    complete: z.boolean(),
    /** What changed hands now, by the event that brought it and its place there. Absent: older desks did not say. */
    handedOver: z
      .array(z.looseObject({ eventId: z.uuid(), index: z.int().min(0).max(49) }))
      .max(200)
      .optional(),
    note: blockOfText(noteLimit),
  }),
  /** What became of a return by post. What came back waits at the desk again, and a closed dossier is open again. */
  postReported: z.looseObject({
    returnEventId: z.uuid(),
    outcome: z.enum(['delivered', 'cameBack']),
    on: dateSchema,
    note: blockOfText(noteLimit),
  }),
  originalsGivenBack: z.looseObject({
    papers: z.array(lineOfText(500).min(1)).min(1).max(200),
    recipient: lineOfText(nameLimit).min(1),
  }),
  corrected: correctionSchema,
  noted: z.looseObject({
    text: blockOfText(noteLimit).min(1),
    /** The citizen was told that the result waits; `reached`: they know of it, not merely that it was tried. */
    reminder: z.looseObject({ by: z.enum(['call', 'message', 'letter', 'visit']), reached: z.boolean() }).optional(),
    /** Events whose contradiction was looked into; the text says how it was settled. */
    settles: z.array(z.uuid()).max(500).optional(),
  }),
  /**
   * Papers were scanned. The pictures travel apart, named by their content; here is what they are called, and which
   * component of the dossier each shows (null: none in particular).
   */
  scansAdded: z.looseObject({
    scans: z.array(scanOfComponentSchema).min(1).max(50),
  }),
  /** A scan shows another component than was said, does not belong here (`removed`), or does after all. Nothing is deleted. */
  scanRefiled: z.looseObject({
    id: z.string().regex(/^[0-9a-f]{64}$/),
    name: lineOfText(200),
    from: z.string().max(80).nullable(),
    to: z.string().max(80).nullable(),
    removed: z.boolean(),
    reason: blockOfText(noteLimit),
  }),
  ...handoverSchemas,
  /** Each print is kept with its form set, so that a reprint can say that it is one. */
  printed: z.looseObject({
    form: z.string().max(40),
    formSet: formSetSchema,
    number: printedNumber,
    reprint: z.boolean(),
    /** Of the form's definition. Absent: an older desk did not say. */
    version: lineOfText(40).optional(),
    /** Of a handover slip: which batch it lists. Absent of other papers, and from older desks. */
    batchId: z.uuid().optional(),
  }),
  /**
   * An event that binds nobody yet is taken back by who wrote it (`undone.ts` says when this counts). Both stay in the history.
   * `what`: its type, for a desk that has not received it.
   */
  undone: z.looseObject({ eventId: z.uuid(), what: z.string().max(60) }),
} as const

export type EventType = keyof typeof payloadSchemas
/** Loose schemas keep unknown members; the types name only the known ones. */
type Named<T> = { [K in keyof T as string extends K ? never : K]: T[K] }
export type PayloadOf<T extends EventType> = Named<z.infer<(typeof payloadSchemas)[T]>>
export const eventTypes = Object.keys(payloadSchemas) as EventType[]

const idSchema = z.uuid()
const payloadSchema = z
  .record(z.string(), z.unknown())
  .refine((payload) => isShallow(payload), { message: 'nested too deep' })

/** The envelope. `payload` is checked by `parseEvent` against its type; here it only has to be an object. */
export const dossierEventSchema = z.looseObject({
  id: idSchema,
  dossierId: idSchema,
  /** The commune the dossier belongs to; the distribution key of every table. */
  communeId: z.string().regex(/^\d{5}$/),
  type: z.string().min(1).max(60),
  at: localInstantSchema,
  clock: hybridStampSchema,
  deskId: z.string().min(1).max(64),
  /** What the desk was called then; other desks know it by nothing else. Absent: written by an older desk. */
  deskName: z.string().max(100).optional(),
  officerId: z.string().min(1).max(64),
  payload: payloadSchema,
  /** SHA-256 (hex) of the previous event of this desk: a desk's own history cannot be thinned out unseen. */
  previous: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** Ed25519 over the canonical JSON without this field, base64url. */
  signature: z.string().min(1).max(200),
})
export type DossierEvent = Named<z.infer<typeof dossierEventSchema>>

export type KnownEvent = {
  [T in EventType]: Omit<DossierEvent, 'type' | 'payload'> & { type: T; payload: PayloadOf<T> }
}[EventType]

/** What a screen asks the host to write. The host adds ids, clock, officer, chain and signature. */
export type EventDraft = {
  [T in EventType]: { dossierId: string; type: T; at: string; payload: PayloadOf<T> }
}[EventType]

export const eventDraftSchema = z
  .object({
    dossierId: idSchema,
    type: z.enum(eventTypes),
    at: localInstantSchema,
    payload: payloadSchema,
  })
  .superRefine((draft, context) => {
    const parsed = payloadSchemas[draft.type].safeParse(draft.payload)
    if (parsed.success) return
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', path: ['payload', ...issue.path], message: issue.message })
  })

/** Written by the gateway alone: no desk makes them, and none is believed that does. */
export function isGatewayType(type: string): boolean {
  return type === 'numberAssigned' || type === 'registeredOnline' || type === 'papersFiledOnline'
}

export function isKnownType(type: string): type is EventType {
  return Object.hasOwn(payloadSchemas, type)
}

/** The event with its payload checked, or null when its type or shape is not of this version. */
export function asKnownEvent(event: DossierEvent): KnownEvent | null {
  if (!isKnownType(event.type)) return null
  return payloadSchemas[event.type].safeParse(event.payload).success ? (event as unknown as KnownEvent) : null
}
