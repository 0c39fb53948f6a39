import type {
  Bridge,
  BridgeEvent,
  BridgeEventName,
  BridgeMethod,
  BridgeResult,
} from '../../../shared/bridge/contract.ts'
import { mustUnwrap } from '../../../shared/bridge/envelope.ts'
import type { PreloadApi } from '../../../shared/bridge/preload-api.ts'

export function createElectronBridge(api: PreloadApi): Bridge {
  return {
    async call<M extends BridgeMethod>(method: M, params: unknown) {
      return mustUnwrap(await api.call(method, params)) as BridgeResult<M>
    },
    on<E extends BridgeEventName>(event: E, listener: (payload: BridgeEvent<E>) => void) {
      return api.on(event, (payload) => listener(payload as BridgeEvent<E>))
    },
  }
}
