/** Calls of the room. Whoever answers for the desk opens, joins and leaves; taking over is for whoever stands at a window. */
import { networkInterfaces } from 'node:os'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { RoomStatus } from '../../../shared/bridge/room.ts'
import type { DeskServices } from '../desk-services.ts'
import type { HandlerContext, Part } from '../host-handlers.ts'
import { mayChange } from '../machine/machine.ts'
import { showCode } from './pairing-code.ts'
import type { Room } from './room.ts'

export function roomHandlers(context: HandlerContext): Part<'room'> {
  const { desk, isPractice, now } = context
  const asIt = async <F extends string>(act: (room: Room) => Promise<'DONE' | F> | 'DONE' | F) => {
    const services = desk()
    if (services === null || !mayChange(services)) return failed('NOT_ALLOWED')
    return resultOf(await act(services.room))
  }
  return {
    'room.status': async () => {
      const services = desk()
      return services === null || isPractice ? noRoom : statusOf(services, now)
    },
    'room.addresses': async () => listAddresses(),
    'room.open': ({ address, port }) => asIt((room) => room.openHere({ host: address, port })),
    'room.listenAt': ({ address }) => asIt((room) => room.listenAt(address)),
    'room.close': () => asIt((room) => room.closeHere()),
    'room.makeCode': () => asIt((room) => room.membership.makeCode()),
    'room.removeDesk': ({ deskId }) => asIt((room) => room.membership.remove(deskId)),
    'room.join': ({ host, port, code }) => asIt((room) => room.join({ host, port }, code)),
    'room.leave': () => asIt((room) => room.leave()),
    'room.setKeeperHost': ({ host }) => asIt((room) => room.setKeeperHost(host)),
    'room.takeOver': async ({ address }): Promise<BridgeResult<'room.takeOver'>> => {
      const services = desk()
      if (services === null || services.session.officerId === null) return failed('NOT_SIGNED_IN')
      return resultOf(await services.room.takeOver(address))
    },
  }
}

const failed = <C extends string>(code: C) => ({ kind: 'failed', code }) as const

function resultOf<F extends string>(answer: 'DONE' | F) {
  return answer === 'DONE' ? ({ kind: 'saved' } as const) : failed(answer as Exclude<F, 'DONE'>)
}

const noRoom: RoomStatus = {
  available: false,
  role: 'none',
  link: { kind: 'alone' },
  keeper: null,
  isFounder: false,
  series: 1,
  address: null,
  port: null,
  desks: [],
  code: null,
}

function statusOf(services: DeskServices, now: () => number): RoomStatus {
  const { room, desk } = services
  const { file, series, isFounder } = room.book
  const { role, link, connected } = room
  const keeper = file === null ? null : room.book.find(file.keeperId)
  const shown = mayChange(services) ? room.membership.codes.shown : null
  return {
    available: true,
    role,
    link,
    keeper: keeper === null ? null : { deskId: keeper.deskId, deskName: keeper.deskName },
    isFounder,
    series,
    address: file?.address ?? null,
    port: file?.port ?? null,
    desks: (file?.members ?? []).map(({ deskId, deskName, series }) => ({
      deskId,
      deskName,
      series,
      isSelf: deskId === desk.deskId,
      isConnected: connected?.includes(deskId) ?? null,
    })),
    code:
      shown === null
        ? null
        : { code: showCode(shown.code), expiresAt: new Date(now() + shown.remainingMs).toISOString() },
  }
}

function listAddresses(): BridgeResult<'room.addresses'> {
  return Object.entries(networkInterfaces()).flatMap(([network, addresses = []]) =>
    addresses.flatMap(({ address, family, internal }) => (internal || family !== 'IPv4' ? [] : [{ address, network }])),
  )
}
