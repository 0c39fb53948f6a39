import { useCallback, useEffect, useState } from 'react'
import type { BridgeResult } from '../../../shared/bridge/contract.ts'
import type { RoomStatus } from '../../../shared/bridge/room.ts'
import { hostSchema, portSchema, roomPort } from '../../../shared/queue/room-wire.ts'
import { useDesk } from '../../app/desk-context.tsx'

/** undefined: not asked yet; null: the host does not say. */
export function useRoomStatus(): RoomStatus | null | undefined {
  const { bridge } = useDesk()
  const [status, setStatus] = useState<RoomStatus | null>()
  useEffect(() => {
    let current = true
    const ask = async () => {
      const answer = await bridge.call('room.status', {}).catch(() => null)
      if (current) setStatus(answer)
    }
    void ask()
    const stop = bridge.on('room.changed', () => void ask())
    return () => {
      current = false
      stop()
    }
  }, [bridge])
  return status
}

/** This machine's addresses on its networks; undefined: not asked yet. */
export function useAddresses() {
  const { bridge } = useDesk()
  const [addresses, setAddresses] = useState<BridgeResult<'room.addresses'>>()
  const look = useCallback(() => {
    bridge.call('room.addresses', {}).then(setAddresses, () => setAddresses([]))
  }, [bridge])
  useEffect(look, [look])
  return { addresses, look }
}

/** `192.168.1.10:4085`, the port as it usually is when there is none; null: no address. */
export function readPlace(typed: string): { host: string; port: number } | null {
  const [host = '', port = String(roomPort), ...rest] = typed.trim().split(':')
  const parsed = { host: hostSchema.safeParse(host), port: portSchema.safeParse(Number(port)) }
  if (rest.length > 0 || !parsed.host.success || !parsed.port.success) return null
  return { host: parsed.host.data, port: parsed.port.data }
}
