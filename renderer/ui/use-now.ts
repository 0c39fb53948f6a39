import { useEffect, useState } from 'react'

/** The desk's time, asked again every `periodMs`. */
export function useNow(now: () => Date, periodMs = 30_000): Date {
  const [value, setValue] = useState(now)
  useEffect(() => {
    const timer = setInterval(() => setValue(now()), periodMs)
    return () => clearInterval(timer)
  }, [now, periodMs])
  return value
}
