import { describe, expect, it } from 'vitest'
import { browserBootPhases } from '../browser/boot.ts'
import { electronBootPhases } from './electron-boot.ts'
import { BootError, runPhases, type BootPhase } from './plan.ts'

const phase = (name: string, options: { fails?: boolean; undoFails?: boolean } = {}): BootPhase<string[]> => ({
  name,
  async run(trace) {
    if (options.fails) throw new Error('no')
    trace.push(`+${name}`)
    return () => {
      trace.push(`-${name}`)
      if (options.undoFails) throw new Error('stuck')
    }
  },
})

describe('boot plan', () => {
  it('runs in order and is undone backwards, once', async () => {
    const trace: string[] = []
    const stop = await runPhases([phase('a'), phase('b'), phase('c')], trace)
    await Promise.all([stop(), stop()])
    expect(trace).toEqual(['+a', '+b', '+c', '-c', '-b', '-a'])
  })

  it('names the phase that failed and undoes what came before it', async () => {
    const trace: string[] = []
    const running = runPhases([phase('a'), phase('b'), phase('c', { fails: true }), phase('d')], trace)
    await expect(running).rejects.toMatchObject({ phase: 'c', cause: new Error('no') })
    await expect(running).rejects.toBeInstanceOf(BootError)
    expect(trace).toEqual(['+a', '+b', '-b', '-a'])
  })

  it('lets no failing undo keep the others from running', async () => {
    const trace: string[] = []
    const stop = await runPhases([phase('a'), phase('b', { undoFails: true }), phase('c')], trace)
    await expect(stop()).rejects.toBeInstanceOf(AggregateError)
    expect(trace.slice(3)).toEqual(['-c', '-b', '-a'])
  })

  it('of the browser host checks the data before it opens it, and listens last', () => {
    expect(browserBootPhases.map(({ name }) => name)).toEqual(['dataFolder', 'dataVersion', 'services', 'server'])
  })

  it('of Electron claims the instance before anything, and opens the window last', () => {
    const names = electronBootPhases.map(({ name }) => name)
    expect(names).toEqual(['instance', 'dataVersion', 'ready', 'pages', 'services', 'bridge', 'window'])
  })
})
