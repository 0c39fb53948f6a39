/** The forms the program brings with it. A province's own list is laid over them (`library.ts`). */
import type { FormDefinition } from '../definition.ts'
import { apology2018, apology2025 } from './apology.ts'
import { cashReport } from './cash-report.ts'
import { controlSlip2018, controlSlip2025 } from './control-slip.ts'
import { handoverSlip } from './handover-slip.ts'
import { queueTicket } from './queue-ticket.ts'
import { receipt2018, receipt2025 } from './receipt.ts'
import { refusal2018, refusal2025 } from './refusal.ts'
import { register2018, register2025 } from './register.ts'
import { reportII06a } from './report-ii06a.ts'
import { returnAcknowledgement } from './return-acknowledgement.ts'
import { stopNotice2025 } from './stop-notice.ts'
import { supplementRequest2018, supplementRequest2025 } from './supplement-request.ts'

export const builtInDefinitions: readonly FormDefinition[] = [
  receipt2018,
  supplementRequest2018,
  refusal2018,
  apology2018,
  controlSlip2018,
  register2018,
  receipt2025,
  supplementRequest2025,
  refusal2025,
  apology2025,
  stopNotice2025,
  controlSlip2025,
  register2025,
  returnAcknowledgement,
  handoverSlip,
  queueTicket,
  cashReport,
  reportII06a,
]
