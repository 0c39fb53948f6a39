/** A desk's backlog carried to the real gateway as a file, and its answer carried back. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportBundle, importBundle } from '../../electron/services/bundle/bundle.ts'
import { createEnrolmentCode } from '../../gateway/admin.ts'
import { startGateway, type Gateway } from '../../gateway/gateway.ts'
import { createApiKey } from '../../gateway/http/api-keys.ts'
import { seedSample } from '../../gateway/sample.ts'
import { receivedDrafts } from '../support/journal-harness.ts'
import { openProvinceDesk, type ProvinceDesk } from '../support/province-desk.ts'

let gateway: Gateway
let desk: ProvinceDesk
let other: ProvinceDesk
let operator: string
beforeAll(async () => {
  gateway = await startGateway({ store: { kind: 'memory' } })
  const [place] = await seedSample(gateway.store)
  desk = await openProvinceDesk(gateway.url, await createEnrolmentCode(gateway.store, place!))
  other = await openProvinceDesk(gateway.url, await createEnrolmentCode(gateway.store, place!))
  operator = await createApiKey(gateway.store, 'operator', 'mang USB')
}, 60_000)
afterAll(async () => {
  await desk.close()
  await other.close()
  await gateway.stop()
})

async function carry(file: Uint8Array): Promise<Uint8Array> {
  const headers = { 'content-type': 'application/octet-stream', authorization: `Bearer ${operator}` }
  const answer = await fetch(`${gateway.url}/v1/bundles`, { method: 'POST', headers, body: Buffer.from(file) })
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

it('is taken like a push, as often as it comes, and its answer is for that desk alone', async () => {
  const dossierId = randomUUID()
  const [received] = receivedDrafts(1)
  const payload = { ...received!.payload, number: { code: 'TẠM-thu-261124-001', kind: 'provisional' } }
  const events = await desk.commit([{ ...received!, dossierId, payload }])
  const me = { desk: desk.desk, vault: desk.vault, now: Date.now }
  const made = await exportBundle(me, { requests: [{ dossiers: [{ dossierId, events }] }] })
  if (made.kind === 'failed') throw new Error(made.code)
  for (let time = 0; time < 2; time++) {
    const file = await carry(made.file)
    const answer = importBundle(me, { file })
    expect(answer).toMatchObject({ kind: 'answer', answers: made.id, outcomes: [{ dossierId }] })
    expect(answer.kind === 'answer' && answer.outcomes[0]?.outcome).not.toBe('rejected')
    const foreign = importBundle({ desk: other.desk, vault: other.vault, now: Date.now }, { file })
    expect(foreign).toEqual({ kind: 'failed', problem: 'WRONG_READER' })
  }
  const pulled = await other.province.pull({ checkpoint: null, limit: 100 })
  expect(pulled.ok && pulled.value.dossiers.flatMap((one) => one.events)).toContainEqual(events[0])
  const pushed = await desk.province.push({ dossiers: [{ dossierId, events }] })
  expect(pushed.ok && pushed.value.outcomes[0]?.outcome).not.toBe('rejected')
})
