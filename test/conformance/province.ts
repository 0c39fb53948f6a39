/** What a desk relies on at the other end of the wire, whoever built it. */
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseReference } from '../../electron/services/reference/reference-body.ts'
import { localDate } from '../../electron/services/numbers/top-up.ts'
import { referenceKindSchema } from '../../shared/wire/messages.ts'
import { notedDrafts, receivedDrafts, type Drafts } from '../support/journal-harness.ts'
import { openProvinceDesk, type ProvinceDesk } from '../support/province-desk.ts'

export interface ProvinceSubject {
  url: string
  /** A code for one new desk of the sample commune. */
  mintCode(): Promise<string>
  withdraw(deskId: string): Promise<void>
  close(): Promise<void>
}

const today = localDate(Date.now(), 'Asia/Ho_Chi_Minh')

/** A dossier of its own each time: subjects are shared between tests. */
function newDossier(): { dossierId: string; drafts: Drafts } {
  const dossierId = randomUUID()
  const number = {
    code: `TẠM-thu-261124-${String(Math.floor(Math.random() * 1e6)).padStart(6, '0')}`,
    kind: 'provisional',
  }
  const [received] = receivedDrafts(1)
  const payload = { ...received!.payload, number }
  return { dossierId, drafts: [{ ...received!, dossierId, payload }] }
}

async function pullAll({ province }: ProvinceDesk, from: string | null, limit = 100) {
  const events = new Map<string, unknown>()
  let checkpoint = from
  for (;;) {
    const page = await province.pull({ checkpoint, limit })
    if (!page.ok) throw new Error(page.code)
    for (const dossier of page.value.dossiers) for (const event of dossier.events) events.set(event.id, event)
    checkpoint = page.value.checkpoint
    if (!page.value.more) return { events, checkpoint }
  }
}

export function describeProvince(name: string, make: () => Promise<ProvinceSubject>): void {
  describe(`${name}: province`, () => {
    let subject: ProvinceSubject
    let desk: ProvinceDesk
    let other: ProvinceDesk
    beforeAll(async () => {
      subject = await make()
      desk = await openProvinceDesk(subject.url, await subject.mintCode())
      other = await openProvinceDesk(subject.url, await subject.mintCode())
    }, 60_000)
    afterAll(async () => {
      await desk.close()
      await other.close()
      await subject.close()
    })

    it('enrols a machine once a code, and knows it again when its answer was lost', async () => {
      await expect(openProvinceDesk(subject.url, 'MÃ-SAI-MÃ-SAI')).rejects.toThrow('WRONG_CODE')
      const code = await subject.mintCode()
      const first = await openProvinceDesk(subject.url, code)
      expect((await first.enrolAgain()).desk).toEqual(first.desk)
      await expect(openProvinceDesk(subject.url, code)).rejects.toThrow('WRONG_CODE')
      await first.close()
    })

    it('takes events, twice without a difference, and gives them unchanged to the commune’s desks', async () => {
      const { dossierId, drafts } = newDossier()
      const { checkpoint } = await pullAll(other, null)
      const events = await desk.commit(drafts)
      for (let time = 0; time < 2; time++) {
        const pushed = await desk.province.push({ dossiers: [{ dossierId, events }] })
        if (!pushed.ok) throw new Error(pushed.code)
        const [outcome] = pushed.value.outcomes
        expect(['accepted', 'merged']).toContain(outcome?.outcome)
        expect(outcome).toMatchObject({ dossierId, eventIds: events.map(({ id }) => id) })
      }
      const pulled = await pullAll(other, checkpoint)
      expect(pulled.events.get(events[0]!.id)).toEqual(events[0])
      const again = await pullAll(other, pulled.checkpoint)
      expect([...again.events.keys()]).not.toContain(events[0]!.id)
    })

    it('takes and pages a longer backlog, compressed, without a gap', async () => {
      const { checkpoint } = await pullAll(other, null)
      const ids: string[] = []
      const dossiers = []
      for (let n = 0; n < 25; n++) {
        const { dossierId, drafts } = newDossier()
        const noted = notedDrafts(1, 3).map((draft) => ({ ...draft, dossierId }))
        const events = await desk.commit([...drafts, ...noted])
        ids.push(...events.map(({ id }) => id))
        dossiers.push({ dossierId, events })
      }
      const pushed = await desk.province.push({ dossiers })
      expect(pushed.ok && pushed.value.outcomes.map(({ dossierId }) => dossierId)).toEqual(
        dossiers.map(({ dossierId }) => dossierId),
      )
      const { events } = await pullAll(other, checkpoint, 4)
      expect(ids.filter((id) => !events.has(id))).toEqual([])
    })

    it('names dossiers that differ, and answers about none', async () => {
      const dossierId = randomUUID()
      const asked = await desk.province.reconcile({ dossiers: [{ dossierId, digest: '0'.repeat(32) }] })
      expect(asked).toMatchObject({ ok: true, value: { different: [dossierId] } })
      expect(await desk.province.reconcile({ dossiers: [] })).toMatchObject({ ok: true, value: { different: [] } })
    })

    it('leases numbers that no other lease holds', async () => {
      const leases = await Promise.all(
        [desk, other, desk, other].map(({ province }) => province.lease({ date: today, count: 20 })),
      )
      const numbers = leases.flatMap((lease) => {
        if (!lease.ok) throw new Error(`${lease.code} ${lease.detail}`)
        const { prefix, first, last } = lease.value
        return Array.from({ length: last - first + 1 }, (_, n) => `${prefix}${first + n}`)
      })
      expect(numbers.length).toBeGreaterThanOrEqual(4)
      expect(new Set(numbers).size).toBe(numbers.length)
    })

    it('has reference data of each kind that a desk can work by, and says so when it lacks a version', async () => {
      const index = await desk.province.referenceIndex()
      if (!index.ok) throw new Error(index.code)
      for (const kind of referenceKindSchema.options) {
        // Forms come with the application; a province publishes its own only when it corrects them.
        const version = index.value.versions[kind] ?? ''
        if (kind === 'forms' && version === '') continue
        const answer = await desk.province.reference(kind, version)
        expect(answer.ok && parseReference(kind, version, answer.value.body)).toMatchObject({ version })
        expect(await desk.province.reference(kind, 'chưa từng có')).toMatchObject({ ok: false, code: 'REFUSED' })
      }
    })

    it('tells desks that listen of what others send', async () => {
      other.live.start()
      await expect.poll(() => other.told.changed).toBeGreaterThan(0)
      await expect.poll(() => other.link.state.online).toBe(true)
      const before = other.told.changed
      const { dossierId, drafts } = newDossier()
      await desk.province.push({ dossiers: [{ dossierId, events: await desk.commit(drafts) }] })
      await expect.poll(() => other.told.changed).toBeGreaterThan(before)
    })

    it('measures as clock what the desk’s machine has', async () => {
      await desk.province.referenceIndex()
      expect(Math.abs(desk.link.state.skewMs ?? Infinity)).toBeLessThan(60_000)
    })

    it('keeps a scan that came in pieces, once, and gives it to the commune’s desks', async () => {
      const content = new Uint8Array(Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(70_000)]))
      const kept = await desk.attachments.put({ content, mediaType: 'application/pdf' })
      if (kept.kind === 'failed') throw new Error(kept.code)
      const { id } = kept
      expect(await other.attachments.get(id)).toEqual({ kind: 'missing' })
      await desk.attachments.send({ dossierId: randomUUID(), ids: [id] })
      await expect.poll(() => desk.attachments.status(), { timeout: 10_000 }).toEqual([])
      const fetched = await other.attachments.get(id)
      expect(fetched).toMatchObject({ kind: 'found', mediaType: 'application/pdf' })
      expect(fetched.kind === 'found' && Buffer.from(content).equals(fetched.content)).toBe(true)
      await other.attachments.send({ dossierId: randomUUID(), ids: [id] })
      await expect.poll(() => other.attachments.status(), { timeout: 10_000 }).toEqual([])
    })

    it('has nothing for a desk that it withdrew', async () => {
      const gone = await openProvinceDesk(subject.url, await subject.mintCode())
      await subject.withdraw(gone.desk.deskId)
      expect(await gone.province.pull({ checkpoint: null, limit: 1 })).toMatchObject({
        ok: false,
        code: 'NOT_ENROLLED',
      })
      await gone.close()
    })
  })
}
