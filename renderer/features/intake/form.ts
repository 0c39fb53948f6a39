/** What the officer has typed so far, exactly as typed: the body of a draft. */
import { z } from 'zod'
import { channelSchema, componentKindSchema, isInEffect, payMethodSchema } from '../../../shared/procedure/catalogue.ts'
import type { Catalogue, Procedure } from '../../../shared/procedure/catalogue.ts'
import { personSchema } from '../../../shared/dossier/person.ts'

const personEntrySchema = z.object({
  kind: personSchema.shape.kind,
  name: z.string(),
  idNumber: z.string(),
  idKind: z.enum(['personalId', 'oldId', 'passport', 'taxCode', 'other']),
  birth: z.string(),
  sex: z.enum(['male', 'female']).nullable(),
  address: z.string(),
  phone: z.string(),
  email: z.string(),
})
export type PersonEntry = z.infer<typeof personEntrySchema>

export const componentEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  required: z.boolean(),
  condition: z.string().nullable(),
  /** Added by the officer: its name is typed and it can be taken away again. */
  own: z.boolean(),
  received: z.boolean(),
  kind: componentKindSchema,
  count: z.string(),
  toGiveBack: z.boolean(),
})
export type ComponentEntry = z.infer<typeof componentEntrySchema>

const chargeEntrySchema = z.object({
  /** What fee rules count, as typed. */
  copies: z.string(),
  pages: z.string(),
  cases: z.string(),
  /** null: the sum of the rules. */
  amount: z.string().nullable(),
  /** Id of the group that pays nothing, `other` with a reason of the officer's, or empty. */
  exemptGroup: z.string(),
  exemption: z.string(),
  timing: z.enum(['atIntake', 'atReturn']),
  paid: z.boolean(),
  receiptNumber: z.string(),
  /** How it was paid; drafts of before do not say. */
  method: payMethodSchema.default('cash'),
})
export type ChargeEntry = z.infer<typeof chargeEntrySchema>

export const intakeFormSchema = z.object({
  procedure: z.object({ code: z.string(), version: z.string(), name: z.string() }).nullable(),
  submitter: personEntrySchema,
  hasOwner: z.boolean(),
  owner: personEntrySchema,
  components: z.array(componentEntrySchema),
  sets: z.string(),
  channel: channelSchema,
  /** Of what came by post, as typed. Drafts of older desks have none. */
  inbound: z
    .object({ tracking: z.string(), postmarkedOn: z.string(), arrivedOn: z.string() })
    .default({ tracking: '', postmarkedOn: '', arrivedOn: '' }),
  deliveryWay: z.enum(['atDesk', 'byPost', 'online']),
  deliveryAddress: z.string(),
  charge: chargeEntrySchema,
  /** The result goes back at once. Drafts of older desks have none. */
  atOnce: z
    .object({
      on: z.boolean(),
      results: z.array(z.object({ name: z.string(), number: z.string(), count: z.string() })),
    })
    .default({ on: false, results: [] }),
  request: z.string(),
  note: z.string(),
  /** The officer has seen the suspected duplicates, by their ids, and takes this one in nevertheless. */
  duplicatesSeen: z.array(z.string()),
})
export type IntakeForm = z.infer<typeof intakeFormSchema>

export const draftBodySchema = z.object({
  form: intakeFormSchema,
  /** Fixed from the start: a save repeated after a lost answer is the same dossier. */
  dossierId: z.uuid(),
  /** A number already taken for this dossier; a failed save does not burn a second one on the same day. */
  number: z.object({ code: z.string(), kind: z.enum(['leased', 'provisional']), date: z.iso.date() }).nullable(),
  /** It is in the journal; only the database does not show it yet. Never save it again. */
  journalled: z.boolean(),
})
export type DraftBody = z.infer<typeof draftBodySchema>

export function emptyPerson(): PersonEntry {
  return {
    kind: 'citizen',
    name: '',
    idNumber: '',
    idKind: 'personalId',
    birth: '',
    sex: null,
    address: '',
    phone: '',
    email: '',
  }
}

export function emptyForm(): IntakeForm {
  return {
    procedure: null,
    submitter: emptyPerson(),
    hasOwner: false,
    owner: emptyPerson(),
    components: [],
    sets: '1',
    channel: 'atDesk',
    inbound: { tracking: '', postmarkedOn: '', arrivedOn: '' },
    deliveryWay: 'atDesk',
    deliveryAddress: '',
    charge: emptyCharge(null),
    atOnce: { on: false, results: [] },
    request: '',
    note: '',
    duplicatesSeen: [],
  }
}

function emptyCharge(procedure: Procedure | null): ChargeEntry {
  const timing = procedure?.fees.find((fee) => fee.timing !== 'none')?.timing
  return {
    copies: '1',
    pages: '1',
    cases: '1',
    amount: null,
    exemptGroup: '',
    exemption: '',
    timing: timing === 'atReturn' ? 'atReturn' : 'atIntake',
    paid: true,
    receiptNumber: '',
    method: 'cash',
  }
}

/** What the law answers at once is answered at once unless the officer says otherwise. */
function atOnceOf({ answeredAtOnce, results, name }: Procedure): IntakeForm['atOnce'] {
  if (!answeredAtOnce) return { on: false, results: [] }
  const named = results.length > 0 ? results : [name]
  return { on: true, results: named.map((result) => ({ name: result, number: '', count: '1' })) }
}

/** Choosing a procedure brings its papers and fees; what was typed about people, and own papers, stays. */
export function chooseProcedure(form: IntakeForm, procedure: Procedure): IntakeForm {
  const papers = procedure.components.map((component) => ({
    id: component.id,
    name: component.name,
    required: component.required,
    condition: component.condition,
    own: false,
    received: component.required,
    kind: component.kind,
    count: String(Math.max(component.count, 1)),
    toGiveBack: false,
  }))
  return {
    ...form,
    procedure: { code: procedure.code, version: procedure.version, name: procedure.name },
    components: [...papers, ...form.components.filter(({ own }) => own)],
    channel: procedure.channels.includes(form.channel) ? form.channel : (procedure.channels[0] ?? 'atDesk'),
    charge: emptyCharge(procedure),
    atOnce: atOnceOf(procedure),
    duplicatesSeen: [],
  }
}

export function ownComponent(id: string): ComponentEntry {
  return {
    id,
    name: '',
    required: false,
    condition: null,
    own: true,
    received: true,
    kind: 'copy',
    count: '1',
    toGiveBack: false,
  }
}

/** The procedure of the draft as today's catalogue has it; null: withdrawn since, or another version took its place. */
export function findChosen(form: IntakeForm, catalogue: Catalogue | null): Procedure | null {
  const { procedure } = form
  if (procedure === null || catalogue === null) return null
  return (
    catalogue.procedures.find(({ code, version }) => code === procedure.code && version === procedure.version) ?? null
  )
}

export type ProcedureProblem = 'missing' | 'withdrawn' | 'notYet' | 'ended'

/** @param date `yyyy-mm-dd` of receipt */
export function procedureProblem(form: IntakeForm, catalogue: Catalogue | null, date: string): ProcedureProblem | null {
  if (form.procedure === null) return 'missing'
  const procedure = findChosen(form, catalogue)
  if (procedure === null) return 'withdrawn'
  if (isInEffect(procedure, date)) return null
  return procedure.effectiveFrom > date ? 'notYet' : 'ended'
}

/** Nothing worth keeping has been typed. */
export function isPristine(form: IntakeForm): boolean {
  return JSON.stringify({ ...form, channel: 'atDesk' }) === JSON.stringify(emptyForm())
}
