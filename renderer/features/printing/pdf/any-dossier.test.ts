/** No dossier that a desk can hold keeps its papers from being made. */
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { receivedPayload, sampleEvent } from '../../../../test/support/event-builder.ts'
import { anyHistory } from '../../../../test/support/histories.ts'
import { mustPlan, planSample } from '../../../../test/support/paper-builder.ts'
import { nodePdfEngine } from '../../../../test/support/pdf-tools.ts'
import { payloadSchemas } from '../../../../shared/dossier/event.ts'
import type { FormDefinition } from '../../../../shared/forms/definition.ts'
import { parseDefinition } from '../../../../shared/forms/library.ts'
import { receipt2025 } from '../../../../shared/forms/definitions/receipt.ts'
import type { DossierForm } from '../../../../shared/forms/views/sources.ts'
import type { PdfEngine } from './engine.ts'

let engine: PdfEngine
beforeAll(async () => {
  engine = await nodePdfEngine()
})

/** Texts as people and broken clipboards make them: within the field's own rules, but nothing else. */
const odd = (maximum: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: maximum }),
      fc.constantFrom(
        'x'.repeat(maximum),
        'Ề '.repeat(maximum / 2).trim(),
        '…',
        '**{dossier.code}__',
        '<b>&amp;',
        'Ngữ\u0300 ',
        '👨‍👩‍👧‍👦ក',
        '\u202eABC',
        '​',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    )
    .map((text) => text.replace(/[\p{Cc}\p{Cs}\u2028\u2029]/gu, '') || 'A')
    .map((text) => text.slice(0, maximum).replace(/[\ud800-\udbff]$/, '') || 'A')

const person = fc.record({
  kind: fc.constantFrom('citizen' as const, 'organisation' as const, 'household' as const),
  name: odd(200),
  idNumber: fc.option(odd(40)),
  idKind: fc.constantFrom('personalId' as const, 'taxCode' as const, null),
  birth: fc.constantFrom('1950', '1990-05-17', null),
  sex: fc.constantFrom('male' as const, null),
  address: odd(400),
  phone: fc.option(odd(30)),
  email: fc.option(odd(120)),
})
const component = fc.record({
  id: fc.constant('a'),
  name: odd(500),
  kind: fc.constantFrom('original' as const, 'electronic' as const),
  count: fc.nat(999),
  toGiveBack: fc.boolean(),
})
const payload = fc
  .record({
    submitter: person,
    owner: fc.option(person),
    request: odd(2000),
    components: fc.array(component, { maxLength: 30 }),
  })
  .map((parts) => receivedPayload(parts))
  .filter((candidate) => payloadSchemas.received.safeParse(candidate).success)

const isPdf = (bytes: Uint8Array) => new TextDecoder().decode(bytes.slice(0, 5)) === '%PDF-'

describe('papers', () => {
  it('of any dossier that intake accepts are made', async () => {
    await fc.assert(
      fc.asyncProperty(payload, fc.constantFrom<DossierForm>('receipt', 'controlSlip'), async (received, form) => {
        const paper = mustPlan(form, [sampleEvent('received', 1, { payload: received })])
        expect(isPdf(await engine.makePdf(paper))).toBe(true)
      }),
      { numRuns: 25 },
    )
  })

  it('of any history are made, or there is nothing to say', async () => {
    const forms: DossierForm[] = [
      'receipt',
      'supplementRequest',
      'refusal',
      'apology',
      'stopNotice',
      'controlSlip',
      'returnAcknowledgement',
    ]
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.constantFrom(...forms), async (events, form) => {
        const plan = planSample(form, events)
        if (plan.kind === 'paper') expect(isPdf(await engine.makePdf(plan.paper))).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it('with forty blocks of odd measures are made as long as the definition is valid', async () => {
    const definition: FormDefinition = {
      ...receipt2025,
      blocks: [
        ...receipt2025.blocks,
        {
          kind: 'table',
          rows: 'components',
          columns: Array.from({ length: 40 }, (_, i) => ({ header: `C${i}`, value: '{name}', width: 400 })),
        },
        {
          kind: 'row',
          gap: 200,
          cells: [
            { width: 400, blocks: [{ kind: 'qr', value: '{dossier.qr}', size: 80 }] },
            { width: '*', blocks: [] },
          ],
        },
        { kind: 'barcode', value: 'chữ ngoài mã vạch', width: 250, height: 40 },
        { kind: 'barcode', value: '', width: 20, height: 4 },
        { kind: 'signatures', space: 200, columns: [{ title: 'A', name: 'B', when: [{ absent: 'dossier.code' }] }] },
        { kind: 'space', height: 200 },
      ],
    }
    expect(parseDefinition(definition).kind).toBe('valid')
    const paper = mustPlan('receipt', [sampleEvent('received', 1)], { definitions: [definition] })
    expect(isPdf(await engine.makePdf(paper))).toBe(true)
  })
})
