import { useEffect, useState } from 'react'
import type { Observable } from 'rxjs'

/**
 * The latest value of an observable, `undefined` before the first. `make` is asked again when `key` changes; the old value is
 * dropped then, so that a screen never shows one dossier's data under another's name. An error reaches the error boundary.
 */
export function useObservable<T>(make: () => Observable<T>, key: unknown): T | undefined {
  const [state, setState] = useState<{ key: unknown; value?: T; error?: unknown }>({ key })
  useEffect(() => {
    const subscription = make().subscribe({
      next: (value) => setState({ key, value }),
      error: (error: unknown) => setState({ key, error }),
    })
    return () => subscription.unsubscribe()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `make` is a new closure at each render; `key` says when it means something else.
  }, [key])
  if (state.error !== undefined) throw state.error
  return state.key === key ? state.value : undefined
}
