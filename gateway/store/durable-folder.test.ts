import { PGlite } from '@electric-sql/pglite'
import { fsyncSync, fstatSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { DurableFolder, durableStartParams } from './durable-folder.ts'

const root = await mkdtemp(join(tmpdir(), 'mot-cua-durable-'))
afterAll(() => rm(root, { recursive: true, force: true }))

it('has each commit on the disk before it answers', async () => {
  let synced = 0
  let directories = 0
  const folder = new DurableFolder(join(root, 'data'), (descriptor) => {
    synced += 1
    if (fstatSync(descriptor).isDirectory()) directories += 1
    fsyncSync(descriptor)
  })
  const db = await PGlite.create({ fs: folder, startParams: [...durableStartParams] })
  await db.exec('create table t (a int)')
  for (let n = 0; n < 5; n += 1) {
    const before = synced
    await db.query('insert into t values ($1)', [n])
    expect(synced).toBeGreaterThan(before)
  }
  const reading = synced
  await db.query('select * from t')
  expect(synced).toBe(reading)
  await db.exec('checkpoint')
  expect(synced).toBeGreaterThan(reading)
  expect(directories).toBeGreaterThan(0)
  await db.close()
}, 60_000)
