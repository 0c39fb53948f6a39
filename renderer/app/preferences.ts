/** What suits whoever sits at this machine: kept on the machine, not with the officer's data. */
import { create } from 'zustand'

export const scales = [100, 110, 125, 150, 175, 200] as const
export type Scale = (typeof scales)[number]
/** Minutes; a desk in a public room is never left open for longer than half an hour. */
export const idleChoices = [2, 5, 10, 15, 30] as const
export type IdleMinutes = (typeof idleChoices)[number]

const scaleKey = 'mot-cua.scale'
const idleKey = 'mot-cua.idle-lock'
const usualIdle: IdleMinutes = 10

/** Damaged or of another version: the usual one. */
function readChoice<T extends number>(key: string, choices: readonly T[], usual: T): T {
  const kept = Number(localStorage.getItem(key))
  return choices.find((choice) => choice === kept) ?? usual
}

/** All sizes are in `rem`, and layouts ask for the width in `rem` of their container: this one number scales everything. */
export function applyScale(scale: Scale): void {
  document.documentElement.style.fontSize = scale === 100 ? '' : `${scale}%`
  // Drawings are drawn in pixels; see app.css.
  document.documentElement.style.setProperty('--mc-scale', String(scale / 100))
}

interface Preferences {
  scale: Scale
  idleMinutes: IdleMinutes
  setScale: (scale: Scale) => void
  setIdleMinutes: (minutes: IdleMinutes) => void
}

export const usePreferences = create<Preferences>((set) => ({
  scale: readChoice(scaleKey, scales, 100),
  idleMinutes: readChoice(idleKey, idleChoices, usualIdle),
  setScale(scale) {
    localStorage.setItem(scaleKey, String(scale))
    applyScale(scale)
    set({ scale })
  },
  setIdleMinutes(idleMinutes) {
    localStorage.setItem(idleKey, String(idleMinutes))
    set({ idleMinutes })
  },
}))

applyScale(usePreferences.getState().scale)
