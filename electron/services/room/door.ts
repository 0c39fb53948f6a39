/** Opening the door of a keeper, on one network of this machine. */
import { BlockList, isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import type { ListenProblem } from '../../../shared/bridge/room.ts'
import { errorName } from '../log.ts'
import { Keeper, type KeeperOptions } from './keeper.ts'
import type { Place } from './knock.ts'

export async function openDoor(options: KeeperOptions, place: Place): Promise<Keeper | ListenProblem> {
  // Never on every network of the machine at once, which has many spellings: only on an address that it has.
  if (!isOwnAddress(place.host)) return 'NO_ADDRESS'
  try {
    return await Keeper.listen(options, place)
  } catch (error) {
    const code = errorName(error)
    options.log.warn({ error: code }, 'room: cannot listen')
    if (code === 'EADDRINUSE') return 'PORT_IN_USE'
    return ['EADDRNOTAVAIL', 'EINVAL', 'ENOTFOUND'].includes(code) ? 'NO_ADDRESS' : 'IO'
  }
}

function isOwnAddress(host: string): boolean {
  const version = isIP(host)
  if (version === 0) return false
  const own = new BlockList()
  own.addSubnet('127.0.0.0', 8)
  for (const { address, family } of Object.values(networkInterfaces()).flatMap((addresses = []) => addresses))
    own.addAddress(address, family === 'IPv4' ? 'ipv4' : 'ipv6')
  return own.check(host, version === 4 ? 'ipv4' : 'ipv6')
}

/** What was opened for something that then failed. */
export async function shut<F>(door: Keeper, failure: F): Promise<F> {
  await door.close(null)
  return failure
}
