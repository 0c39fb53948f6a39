/**
 * Starting a host is a list of named phases, each of which may say how it is undone. The list is data: what starts before
 * what is read and tested in one place, without Electron.
 */
export type Undo = () => void | Promise<void>

export interface BootPhase<Context> {
  readonly name: string
  run(context: Context): Promise<Undo | void> | Undo | void
}

export class BootError extends Error {
  readonly phase: string
  constructor(phase: string, cause: unknown) {
    super(`Boot stopped at "${phase}".`, { cause })
    this.name = 'BootError'
    this.phase = phase
  }
}

/**
 * Runs the phases in order and answers with the way back: every undo once, last first, a failing one keeping none of the
 * others from running. When a phase fails, what was started before it is undone and BootError names it.
 */
export async function runPhases<Context>(
  phases: readonly BootPhase<Context>[],
  context: Context,
): Promise<() => Promise<void>> {
  const undos: Undo[] = []
  let stopping: Promise<void> | null = null
  const stop = () => (stopping ??= undoAll(undos))
  for (const phase of phases) {
    try {
      const undo = await phase.run(context)
      if (undo) undos.push(undo)
    } catch (error) {
      await stop().catch(() => undefined)
      throw new BootError(phase.name, error)
    }
  }
  return stop
}

async function undoAll(undos: Undo[]): Promise<void> {
  const failures: unknown[] = []
  for (const undo of undos.toReversed()) {
    try {
      await undo()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Stopping failed in part.')
}
