import { expect, it } from 'vitest'
import { Rerun } from './rerun.ts'

it('runs once at a time, and once more for all that asked meanwhile', async () => {
  const releases: (() => void)[] = []
  const rerun = new Rerun(() => new Promise((resolve) => void releases.push(resolve)))
  const first = rerun.run()
  const others = [rerun.run(), rerun.run(), rerun.run()]
  expect(releases).toHaveLength(1)
  releases[0]!()
  await expect.poll(() => releases.length).toBe(2)
  releases[1]!()
  await Promise.all([first, ...others])
  expect(releases).toHaveLength(2)
  const later = rerun.run()
  releases[2]!()
  await later
  expect(releases).toHaveLength(3)
})

it('a failure reaches whoever asked, and the next call tries again', async () => {
  let fails = true
  const rerun = new Rerun(async () => {
    if (fails) throw new Error('once')
  })
  await expect(rerun.run()).rejects.toThrow('once')
  fails = false
  await expect(rerun.run()).resolves.toBeUndefined()
})
