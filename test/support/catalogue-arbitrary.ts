/** Any catalogue that can be published, with text as people write it: marks that spreadsheets and lists use, too. */
import * as fc from 'fast-check'
import { cleanLine } from '../../shared/text/clean-text.ts'
import type { TimeLimit } from '../../shared/deadline/due.ts'
import { channelSchema, componentKindSchema } from '../../shared/procedure/catalogue.ts'
import type { Catalogue, FeeRule, Procedure, ProcedureComponent } from '../../shared/procedure/catalogue.ts'
import { foldWords } from '../../shared/table/cell.ts'

const words = [
  'Tờ',
  'khai',
  'Giấy',
  'đề nghị',
  '|',
  '\\',
  ';',
  ',',
  '"',
  '- a',
  '• b',
  '(1)',
  '=1+1',
  'Ước',
  'không',
  "'",
]

/** Tidy and of one line, for that is what a reading makes of any text. */
export const cleanText = fc
  .array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 })
  .map((parts) => cleanLine(`x ${parts.join(' ')}`, 500).text)
const bulleted = cleanText.map((text) => `- ${text}`)
const anyText = fc.oneof(cleanText, bulleted)
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const money = fc.integer({ min: 0, max: 100_000_000_000 })
const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/)

const limit: fc.Arbitrary<TimeLimit> = fc.oneof(
  fc.record({
    value: fc.integer({ min: 0, max: 1000 }),
    unit: fc.constantFrom('workingDays' as const, 'calendarDays' as const),
    cutOff: fc.constant(null),
  }),
  fc.record({
    value: fc.integer({ min: 0, max: 4000 }).map((quarters) => quarters / 4),
    unit: fc.constant('hours' as const),
    cutOff: fc.constant(null),
  }),
  fc.record({
    value: fc.constant(0),
    unit: fc.constant('sameDay' as const),
    cutOff: fc.constantFrom(null, '15:00', '07:05'),
  }),
)
const component: fc.Arbitrary<ProcedureComponent> = fc.record({
  id: slug,
  name: anyText,
  kind: fc.constantFrom(...componentKindSchema.options),
  count: fc.integer({ min: 0, max: 99 }),
  required: fc.boolean(),
  condition: fc.option(anyText),
})
const fee: fc.Arbitrary<FeeRule> = fc.record(
  {
    amount: fc.option(money),
    per: fc.constantFrom('dossier' as const, 'copy' as const, 'page' as const, 'case' as const),
    timing: fc.constantFrom('atIntake' as const, 'atReturn' as const, 'none' as const),
    channel: fc.option(fc.constantFrom(...channelSchema.options)),
    note: fc.oneof(fc.constant(''), anyText),
    reduced: fc.record({ from: fc.integer({ min: 2, max: 10_000 }), amount: money }),
    maximum: money,
    exemptGroups: fc.uniqueArray(
      fc.oneof(
        fc.constant('ho-ngheo'),
        slug.filter((id) => id !== 'khong'),
      ),
      { maxLength: 4 },
    ),
  },
  { requiredKeys: ['amount', 'per', 'timing', 'channel', 'note'] },
)
const procedure: fc.Arbitrary<Procedure> = fc
  .record({
    code: fc.stringMatching(/^[1-6]\.[0-9]{6}$/),
    version: anyText.map((text) => text.slice(0, 80).trim()),
    name: anyText,
    field: anyText.map((text) => text.slice(0, 200).trim()),
    effectiveFrom: day,
    effectiveTo: fc.option(day),
    timeLimit: fc.option(limit),
    timeLimitByChannel: fc.record({ atDesk: limit, byPost: limit, online: limit }, { requiredKeys: [] }),
    supplementPolicy: fc.constantFrom('RESTART' as const, 'PAUSE' as const),
    answeredAtOnce: fc.boolean(),
    channels: fc.uniqueArray(fc.constantFrom(...channelSchema.options), { minLength: 1 }),
    components: fc.uniqueArray(component, { maxLength: 5, selector: ({ id }) => id }),
    fees: fc.array(fee, { maxLength: 3 }),
    results: fc.array(anyText, { maxLength: 3 }),
    resolvingUnitId: fc.option(slug),
    route: fc.constantFrom('province' as const, 'civilStatus' as const, 'residence' as const, 'business' as const),
    source: anyText,
    verified: fc.boolean(),
  })
  .map(mendPeriod)

function mendPeriod(procedure: Procedure): Procedure {
  const { effectiveFrom, effectiveTo } = procedure
  return effectiveTo !== null && effectiveTo < effectiveFrom ? { ...procedure, effectiveTo: effectiveFrom } : procedure
}

export const anyCatalogue: fc.Arbitrary<Catalogue> = fc.record({
  version: anyText.map((text) => text.slice(0, 80).trim()),
  province: anyText,
  publishedAt: day.map((date) => `${date}T08:00:00+07:00`),
  numbering: fc.constantFrom('leased' as const, 'provisional' as const),
  formSet: fc.constantFrom('TT01_2018' as const, 'TT03_2025' as const),
  procedures: fc.uniqueArray(procedure, { minLength: 1, maxLength: 4, selector: ({ code }) => foldWords(code) }),
})
