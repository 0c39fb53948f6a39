/** Reference data published ahead comes into force by the clock alone: desks that are connected then must be told. */
import type { Notice } from './notices.ts'
import { findDue } from './references.ts'
import type { Store } from './store.ts'

export async function announceDue(
  store: Store,
  tell: (notice: Notice) => void,
  everyMs: number,
  report: (error: unknown) => void,
): Promise<{ stop(): Promise<void> }> {
  let since = (await findDue(store, null)).now
  let running: Promise<void> = Promise.resolve()
  const look = async () => {
    const { now, notices } = await findDue(store, since)
    for (const notice of notices) tell(notice)
    since = now
  }
  const timer = setInterval(() => {
    running = running.then(look).catch(report)
  }, everyMs).unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
