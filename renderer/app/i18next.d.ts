import type { messages as app } from './messages.ts'
import type { messages as ui } from '../ui/messages.ts'
import type { messages as cash } from '../features/cash/messages.ts'
import type { messages as dossier } from '../features/dossier/messages.ts'
import type { messages as enrolment } from '../features/enrolment/messages.ts'
import type { messages as handover } from '../features/handover/messages.ts'
import type { messages as home } from '../features/home/messages.ts'
import type { messages as intake } from '../features/intake/messages.ts'
import type { messages as machine } from '../features/machine/messages.ts'
import type { messages as letters } from '../features/letters/messages.ts'
import type { messages as online } from '../features/online/messages.ts'
import type { messages as practice } from '../features/practice/messages.ts'
import type { messages as printing } from '../features/printing/messages.ts'
import type { messages as register } from '../features/register/messages.ts'
import type { messages as queue } from '../features/queue/messages.ts'
import type { messages as report } from '../features/report/messages.ts'
import type { messages as returns } from '../features/returns/messages.ts'
import type { messages as room } from '../features/room/messages.ts'
import type { messages as scanner } from '../features/scanner/messages.ts'
import type { messages as scans } from '../features/scans/messages.ts'
import type { messages as search } from '../features/search/messages.ts'
import type { messages as settings } from '../features/settings/messages.ts'
import type { messages as signIn } from '../features/sign-in/messages.ts'
import type { messages as sync } from '../features/sync/messages.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: {
      app: (typeof app)['vi']
      ui: (typeof ui)['vi']
      cash: (typeof cash)['vi']
      dossier: (typeof dossier)['vi']
      enrolment: (typeof enrolment)['vi']
      handover: (typeof handover)['vi']
      home: (typeof home)['vi']
      intake: (typeof intake)['vi']
      machine: (typeof machine)['vi']
      letters: (typeof letters)['vi']
      online: (typeof online)['vi']
      practice: (typeof practice)['vi']
      printing: (typeof printing)['vi']
      register: (typeof register)['vi']
      queue: (typeof queue)['vi']
      report: (typeof report)['vi']
      returns: (typeof returns)['vi']
      room: (typeof room)['vi']
      scanner: (typeof scanner)['vi']
      scans: (typeof scans)['vi']
      search: (typeof search)['vi']
      settings: (typeof settings)['vi']
      'sign-in': (typeof signIn)['vi']
      sync: (typeof sync)['vi']
    }
  }
}
