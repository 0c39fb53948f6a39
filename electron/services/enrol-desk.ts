/** Enrolment without a window: for the launcher and for an IT officer's script. */
import { createHost, type HostOptions } from './host.ts'
import type { EnrolRequest, EnrolResult } from './enrol.ts'

/**
 * Makes the folder a desk and fetches its reference data and first numbers, so that officers can work from the first start without a link.
 * Throws what `createHost` throws.
 */
export async function enrolDesk(
  options: Pick<HostOptions, 'dataFolder' | 'shell' | 'version' | 'now'> & EnrolRequest,
): Promise<EnrolResult> {
  const { dataFolder, shell, version, now, ...request } = options
  const clock = now === undefined ? {} : { now }
  const host = await createHost({ dataFolder, shell, version, development: false, ...clock })
  try {
    return await host.handlers['desk.enrol'](request)
  } finally {
    await host.stop()
  }
}
