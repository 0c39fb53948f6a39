import { useTranslation } from 'react-i18next'
import type { FieldProblem } from '../../ui/field-checks.ts'
import type { IntakeProblem } from './validate.ts'

const own = [
  'procedureMissing',
  'procedureWithdrawn',
  'procedureNotYet',
  'procedureEnded',
  'noCatalogue',
  'noCalendar',
  'outsideCalendar',
  'badLimit',
  'duplicatesUnseen',
  'emailShape',
  'postmarkAfterArrival',
  'arrivalLongAgo',
] as const
type OwnCode = (typeof own)[number]

function isOwn(problem: IntakeProblem): problem is { code: OwnCode } {
  return own.some((code) => code === problem.code)
}

/** A problem either as one that any text field words itself, or as this screen's own sentence. */
export function useProblemWords() {
  const { t } = useTranslation('intake')
  return (problem: IntakeProblem | undefined): { problem: FieldProblem | null; error: string | null } => {
    if (problem === undefined) return { problem: null, error: null }
    return isOwn(problem) ? { problem: null, error: t(`problem.${problem.code}`) } : { problem, error: null }
  }
}

/** The same as one sentence, for places that are no text fields. */
export function useSentence() {
  const split = useProblemWords()
  const { t } = useTranslation('ui')
  return (found: IntakeProblem | undefined): string | null => {
    const { problem, error } = split(found)
    return problem === null ? error : t(`field.${problem.code}`, { ...problem })
  }
}
