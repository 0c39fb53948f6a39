import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../../electron/services/log.ts'
import { ReferenceRefresh } from '../../electron/services/reference/reference-refresh.ts'
import { ReferenceStore } from '../../electron/services/reference/reference-store.ts'
import { createEnrolmentCode, publishFor } from '../../gateway/admin.ts'
import { UsageError } from '../../gateway/command.ts'
import type { Flags } from '../../gateway/command.ts'
import { commands } from '../../gateway/commands.ts'
import { startGateway } from '../../gateway/gateway.ts'
import { makeExport } from '../../gateway/import/export-file.ts'
import type { StoreOptions } from '../../gateway/store/store.ts'
import { catalogueSchema } from '../../shared/procedure/catalogue.ts'
import type { Catalogue } from '../../shared/procedure/catalogue.ts'
import { writeCatalogue, writeCatalogueFlat } from '../../shared/procedure/import/write-catalogue.ts'
import { findEngines } from '../support/gateway-engines.ts'
import {
  communeA,
  communeB,
  createWorld,
  makeEvent,
  newDossierId,
  openLimits,
  publishSample,
  readSample,
} from '../support/gateway-world.ts'
import type { World } from '../support/gateway-world.ts'
import { samplePayloads } from '../support/event-builder.ts'
import { MemoryDisk } from '../support/memory-disk.ts'
import { openProvinceDesk } from '../support/province-desk.ts'

const engines = await findEngines()
const sample = catalogueSchema.parse(readSample('catalogue.json'))
const exec = promisify(execFile)

/** As the sample, under another version: the first procedure takes two days now. */
function changed(version: string): Catalogue {
  const [first, ...others] = sample.procedures
  if (first === undefined) throw new Error('the sample is empty')
  const slower = { ...first, version: '9/QĐ-UBND', timeLimit: { value: 2, unit: 'workingDays' as const, cutOff: null } }
  return { ...sample, version, procedures: [slower, ...others] }
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mot-cua-import-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function fileOf(name: string, catalogue: Catalogue): Promise<string> {
  const sheets = () => writeCatalogue(catalogue)
  const file = join(folder, name)
  await writeFile(file, await makeExport(name, { sheets, flat: () => writeCatalogueFlat(catalogue), json: catalogue }))
  return file
}

describe.each(engines)('catalogues from files on $name', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await createWorld(engine, { dueEveryMs: 50 })
  }, 60_000)
  afterAll(() => world.stop())
  const run = (
    name: string,
    file: string,
    flags: Flags = {},
    ask: ((question: string) => Promise<string>) | null = null,
  ) => commands[name]!.run(world.gateway.store, [file], { flags, ask })

  it('come down to a desk, and a dossier keeps the version that it was taken in under', async () => {
    const desk = await world.enrol()
    const dossierId = newDossierId()
    const payload = { ...samplePayloads.received(), catalogueVersion: sample.version }
    await desk.push([[makeEvent(desk, dossierId, 'received', { payload })]])
    const lines = await run('import-catalogue', await fileOf('moi.xlsx', changed('2027.1')), { yes: true })
    expect(lines.join('\n')).toContain('thêm 0, thay đổi 1, bãi bỏ 0, giữ nguyên 52 thủ tục')
    expect(lines.join('\n')).toContain('Thời hạn giải quyết: trong ngày, chốt 15:00 → 2 ngày làm việc')
    expect((await desk.reference('catalogue')).body).toEqual(changed('2027.1'))
    const old = await desk.raw(`/v1/reference/catalogue?version=${encodeURIComponent(sample.version)}`)
    expect(old.body).toMatchObject({ version: sample.version, body: sample })
    const { dossiers } = await desk.pull(null, 10)
    const events = dossiers.flatMap(({ events }) => events)
    expect(events.find((event) => event.dossierId === dossierId)?.payload).toMatchObject({
      catalogueVersion: sample.version,
    })
  })

  it('with an error nothing is imported, and every place is named', async () => {
    const desk = await world.enrol(communeB)
    const before = (await desk.reference('catalogue')).version
    const file = join(folder, 'sai.csv')
    await writeFile(
      file,
      'ma tthc;quyet dinh;ten thu tuc;linh vuc;tu ngay;thoi han;hinh thuc nop;nguon\n1.9;1/QĐ;A;B;31/02/2026;nhanh;bồ câu;C\n',
    )
    const refused = run('import-catalogue', file, { yes: true, version: 'x' })
    await expect(refused).rejects.toThrow(
      /dòng 2, cột A[^]*dòng 2, cột E[^]*dòng 2, cột F[^]*dòng 2, cột G[^]*Không nhập gì/,
    )
    expect((await desk.reference('catalogue')).version).toBe(before)
  })

  it('are published only when somebody says so', async () => {
    const file = await fileOf('cho.json', changed('cho'))
    const versions = async () =>
      (
        await world.gateway.store.db.selectFrom('reference').select('version').where('kind', '=', 'catalogue').execute()
      ).map(({ version }) => version)
    expect((await run('import-catalogue', file, { 'dry-run': true, yes: true })).at(-1)).toContain('Chỉ xem trước')
    expect((await run('import-catalogue', file)).at(-1)).toContain('--yes')
    expect(await run('import-catalogue', file, {}, async () => 'không')).toEqual(['Không công bố.'])
    expect(await versions()).not.toContain('cho')
    expect(
      await run('import-catalogue', file, {}, async (question) => (question.includes('Công bố?') ? 'CÓ' : '')),
    ).toHaveLength(1)
    expect(await versions()).toContain('cho')
    await expect(
      run('import-catalogue', await fileOf('cho.json', { ...sample, version: 'cho' }), { yes: true }),
    ).rejects.toThrow('Phiên bản cho đang dùng rồi')
  })

  it('can hold only what changes', async () => {
    const desk = await world.enrol()
    await publishFor(
      world.gateway.store,
      'catalogue',
      { ...sample, version: 'goc' },
      { communeId: null, inForceFrom: null },
    )
    const part = { ...changed('them'), procedures: changed('them').procedures.slice(0, 1) }
    const file = await fileOf('them.csv', part)
    expect((await run('import-catalogue', file, { version: 'them', 'dry-run': true })).join('\n')).toContain(
      'hơn một phần ba',
    )
    await run('import-catalogue', file, { version: 'them', add: true, yes: true })
    const { body } = await desk.reference('catalogue')
    expect((body as Catalogue).procedures).toHaveLength(sample.procedures.length)
    expect((body as Catalogue).procedures.at(-1)).toEqual(part.procedures[0])
  })

  it('can be one commune’s own', async () => {
    const [a, b] = [await world.enrol(communeA), await world.enrol(communeB)]
    await run('import-catalogue', await fileOf('rieng.json', changed('rieng')), { commune: communeB, yes: true })
    expect((await b.reference('catalogue')).version).toBe('rieng')
    expect((await a.reference('catalogue')).version).not.toBe('rieng')
    await expect(run('import-catalogue', join(folder, 'rieng.json'), { commune: '00000' })).rejects.toThrow(
      'Không có xã 00000',
    )
    const file = join(folder, 'ra.json')
    await run('catalogue-export', file, { commune: communeB })
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(changed('rieng'))
  })

  it('wait for their day; then connected desks are told', async () => {
    const desk = await world.enrol()
    const before = (await desk.reference('catalogue')).version
    await run('import-catalogue', await fileOf('sau.json', changed('sau')), { from: '2099-01-01', yes: true })
    expect((await desk.reference('catalogue')).version).toBe(before)
    const next = await fileOf('qua.json', changed('qua'))
    expect((await run('import-catalogue', next, { from: '2020-01-01', yes: true })).slice(-2)).toEqual([
      'Chú ý: phiên bản sau đã công bố sẽ được dùng từ 01/01/2099, thay cho phiên bản đang dùng khi ấy.',
      'Đã công bố; các quầy nhận ngay khi có mạng.',
    ])
    expect((await desk.reference('catalogue')).version).toBe('qua')
    await expect(
      run('import-catalogue', await fileOf('hom.json', changed('hom')), { from: 'hôm kia', yes: true }),
    ).rejects.toBeInstanceOf(UsageError)
    const code = await createEnrolmentCode(world.gateway.store, {
      communeId: communeA,
      organisationId: `${communeA}.mot-cua`,
    })
    const listening = await openProvinceDesk(world.gateway.url, code)
    listening.live.start()
    const soon = new Date(Date.now() + 1500)
    await vi.waitFor(() => expect(listening.link.state.online).toBe(true), 10_000)
    const toldBefore = listening.told.reference
    await publishFor(world.gateway.store, 'catalogue', changed('sap'), { communeId: null, inForceFrom: soon })
    await vi.waitFor(
      () =>
        // Once when it is published, once when its moment has come.
        expect(listening.told.reference).toBeGreaterThan(toldBefore + 1),
      10_000,
    )
    await vi.waitFor(async () => expect((await desk.reference('catalogue')).version).toBe('sap'), 10_000)
    await listening.close()
  }, 40_000)
})

describe.each(engines)('node gateway/main.ts on $name', (engine) => {
  const main = (options: StoreOptions, ...args: string[]) =>
    exec(
      process.execPath,
      ['gateway/main.ts', ...args, ...(options.kind === 'folder' ? ['--data', options.folder] : [])],
      {
        env: { ...process.env, NODE_NO_WARNINGS: '1', DATABASE_URL: options.kind === 'server' ? options.url : '' },
      },
    )

  it('imports a changed catalogue, and a desk has it in force', async () => {
    const database = await engine.create('kept')
    const open = () => startGateway({ store: database.options, rateLimits: openLimits })
    let gateway = await open()
    await publishSample(gateway)
    const code = await createEnrolmentCode(gateway.store, {
      communeId: communeA,
      organisationId: `${communeA}.mot-cua`,
    })
    await gateway.stop()
    const template = join(folder, 'mau.xlsx')
    expect((await main({ kind: 'memory' }, 'catalogue-template', template)).stdout).toContain('đã ghi')
    await expect(main(database.options, 'import-catalogue', template)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Trang không có dòng dữ liệu nào.'),
    })
    const file = await fileOf('dong-lenh.xlsx', changed('dong-lenh'))
    expect((await main(database.options, 'import-catalogue', file, '--dry-run')).stdout).toContain('Chỉ xem trước')
    expect((await main(database.options, 'import-catalogue', file, '--yes')).stdout).toContain('Đã công bố')
    gateway = await open()
    const desk = await openProvinceDesk(gateway.url, code)
    const disk = new MemoryDisk()
    const store = await ReferenceStore.open({
      disk,
      folder: '/r',
      dataKey: new Uint8Array(32),
      log: silentLog,
      now: Date.now,
    })
    const seen: string[] = []
    const refresh = new ReferenceRefresh({
      store,
      province: desk.province,
      onChanged: (kind) => seen.push(kind),
      log: silentLog,
      now: Date.now,
    })
    await refresh.run()
    expect(seen).toContain('catalogue')
    expect(store.inForce('catalogue')?.body).toEqual(changed('dong-lenh'))
    await desk.close()
    await gateway.stop()
    await database.drop()
  }, 90_000)
})
