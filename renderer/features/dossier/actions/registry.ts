import type { Dossier } from '../../../../shared/dossier/dossier.ts'
import { answerWithdrawal } from '../../letters/answer-withdrawal.tsx'
import { isUnaccepted } from '../../../../shared/dossier/online-filing.ts'
import { apologise } from '../../letters/apologise.tsx'
import { raiseDuty } from './raise-duty.tsx'
import { refund } from '../../letters/refund.tsx'
import { refuse } from '../../letters/refuse.tsx'
import { supplementAnswer } from '../../letters/supplement-answer.tsx'
import { stop } from '../../letters/stop.tsx'
import { supplementRequest } from '../../letters/supplement-request.tsx'
import { acceptFiling } from '../../online/accept-filing.tsx'
import { answerFiling } from '../../online/answer-filing.tsx'
import { papersNotEnough } from '../../online/papers-not-enough.tsx'
import { withdraw } from '../../letters/withdraw.tsx'
import type { DossierAction } from './action.ts'
import { correct } from './correct.tsx'
import { giveBack } from './give-back.tsx'
import { forward } from './forward.tsx'
import { handBack } from './hand-back.tsx'
import { note } from './note.tsx'
import { postReport } from './post-report.tsx'
import { pay } from './pay.tsx'
import { printControlSlip, printReceipt, printReturn } from './print-papers.tsx'
import { remind } from './remind.tsx'
import { resultArrived } from './result-arrived.tsx'
import { returnResult } from './return-result.tsx'

/** In the order of the buttons: what moves the dossier on comes first. */
const actions: readonly DossierAction[] = [
  returnResult,
  resultArrived,
  forward,
  handBack,
  answerWithdrawal,
  supplementAnswer,
  papersNotEnough,
  supplementRequest,
  apologise,
  giveBack,
  postReport,
  pay,
  raiseDuty,
  refund,
  printReturn,
  printReceipt,
  printControlSlip,
  remind,
  note,
  correct,
  withdraw,
  refuse,
  stop,
]

/** Nothing else is done to what the desk has not accepted yet. */
const ofFilings: readonly DossierAction[] = [answerWithdrawal, acceptFiling, answerFiling, note, correct]

export const allActions: readonly DossierAction[] = [...new Set([...actions, ...ofFilings])]

export function listActions(dossier: Dossier): DossierAction[] {
  const possible = isUnaccepted(dossier) ? ofFilings : actions
  return possible.filter(({ isOffered }) => isOffered(dossier))
}
