import { renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useIdleLock } from './idle-lock.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const minutes = (n: number) => vi.advanceTimersByTime(n * 60_000)

test('ten minutes without a key or the mouse lock the desk; any of them begins anew', () => {
  const lock = vi.fn<() => void>()
  renderHook(() => useIdleLock(true, lock))
  minutes(9)
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }))
  minutes(9)
  expect(lock).not.toHaveBeenCalled()
  minutes(2)
  expect(lock).toHaveBeenCalled()
})

test('a desk that is locked or signed out is not locked again', () => {
  const lock = vi.fn<() => void>()
  renderHook(() => useIdleLock(false, lock))
  minutes(60)
  expect(lock).not.toHaveBeenCalled()
})
