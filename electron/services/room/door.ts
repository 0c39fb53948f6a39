/** Opening the door of a keeper, on one network of this machine. */
import { isIP } from 'node:net'
import type { ListenProblem } from '../../../shared/bridge/room.ts'
import { errorName } from '../log.ts'
import { Keeper, type KeeperOptions } from './keeper.ts'
import type { Place } from './knock.ts'

export async function openDoor(options: KeeperOptions, place: Place): Promise<Keeper | ListenProblem> {
  // Never on every network of the machine at once.
  if (isIP(place.host) === 0 || ['0.0.0.0', '::'].includes(place.host)) return 'NO_ADDRESS'
  try {
    return await Keeper.listen(options, place)
  } catch (error) {
    const code = errorName(error)
    options.log.warn({ error: code }, 'room: cannot listen')
    if (code === 'EADDRINUSE') return 'PORT_IN_USE'
    return ['EADDRNOTAVAIL', 'EINVAL', 'ENOTFOUND'].includes(code) ? 'NO_ADDRESS' : 'IO'
  }
}

/** What was opened for something that then failed. */
export async function shut<F>(door: Keeper, failure: F): Promise<F> {
  await door.close(null)
  return failure
}
