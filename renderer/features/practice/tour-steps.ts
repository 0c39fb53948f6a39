/** The steps of the first intake, and how far this machine's learner is. Pure but for what is remembered. */
export const tourSteps = ['start', 'procedure', 'card', 'check', 'save', 'print', 'end'] as const
export type TourStep = (typeof tourSteps)[number]

const key = 'mot-cua.practice-tour'

/** null: closed. */
export function rememberedStep(): number | null {
  const kept = localStorage.getItem(key)
  if (kept === 'closed') return null
  const step = Number(kept ?? 0)
  return Number.isInteger(step) && step >= 0 && step < tourSteps.length ? step : 0
}

export function rememberStep(step: number | null): void {
  localStorage.setItem(key, step === null ? 'closed' : String(step))
}

export function forgetTour(): void {
  localStorage.removeItem(key)
}

/** What the learner did moves the tour on by itself: opened the intake, saved a dossier. Never back. */
export function stepAfter(step: number, seen: { path: string; received: number; receivedBefore: number }): number {
  if (tourSteps[step] === 'start' && seen.path.startsWith('/intake')) return step + 1
  const print = tourSteps.indexOf('print')
  return step < print && seen.received > seen.receivedBefore ? print : step
}
