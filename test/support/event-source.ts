/** As much of EventSource as the browser bridge uses, over fetch: Node's own cannot send a cookie. */
import { createParser } from 'eventsource-parser'

export function openEventSource(address: string, headers: Record<string, string>): EventSource & { close(): void } {
  const target = new EventTarget()
  const abort = new AbortController()
  const state = { readyState: 0 }
  const read = async () => {
    const response = await fetch(address, { headers, signal: abort.signal })
    if (!response.ok || response.body === null) {
      state.readyState = 2
      target.dispatchEvent(new Event('error'))
      return
    }
    state.readyState = 1
    const parser = createParser({
      onEvent: ({ event, data }) => target.dispatchEvent(new MessageEvent(event ?? 'message', { data })),
    })
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) parser.feed(text)
  }
  read()
    .catch(() => undefined)
    .finally(() => {
      if (state.readyState === 2) return
      // A browser would reconnect by itself; here the bridge is told to open a new one.
      state.readyState = 2
      if (!abort.signal.aborted) target.dispatchEvent(new Event('error'))
    })
  return Object.assign(target, {
    get readyState() {
      return state.readyState
    },
    close: () => abort.abort(),
  }) as unknown as EventSource
}
