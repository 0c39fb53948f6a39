/** What the gateway's pages say, in English: names of procedures, places and columns stay as the province writes them. */
import type { Words } from './vi.ts'

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`

const frame: Words['frame'] = {
  name: 'English',
  switchLabel: 'Language',
  skip: 'Skip to content',
  head: 'Một Cửa: gateway administration',
  bar: 'Administration',
  bundles: 'USB bundles',
  catalogue: 'Catalogue of procedures',
  calendar: 'Working calendar',
  forms: 'Forms',
  signOut: 'Sign out',
  signIn: 'Sign in',
  signInAgain: 'Sign in again',
  notDone: 'This was not done',
  toFirstPage: 'To the first page',
}

const signIn: Words['signIn'] = {
  about: 'For operators of the province’s gateway. An administrator makes the key with `make-key operator`.',
  key: 'Operator’s key',
  wrong: 'This key is wrong, was revoked, or is not an operator’s.',
  ends: 'The session ends by itself after 30 minutes without use.',
}

const bundles: Words['bundles'] = {
  title: 'Import USB bundles',
  about:
    'A desk without a network exports the dossiers and scans it has not sent to a USB stick. Import that file here, then copy the answer file to the stick and take it back to the desk. Importing a bundle again, late, or when the desk is online again changes nothing.',
  needsScript: 'This page needs JavaScript. The command `import-bundle` does the same.',
  sending: 'Importing…',
  empty: 'The file is empty.',
  tooLarge: (megabytes) => `The file is larger than ${megabytes} MB, so no desk exported it.`,
  unreadable: 'The file cannot be read. Check the USB stick and choose it again.',
  failed: 'The gateway cannot be reached. Try again; importing a bundle again changes nothing.',
  save: 'Download the answer file',
  savePart: 'Download the answer file, part ',
  part: 'Part {part} / {parts}',
  scans: 'In all, {part} scans are at the province; {parts} were refused.',
  cut: 'The file was cut short when it was copied: only {part} of {parts} parts can be read. Those were imported; copy the file from the USB stick again and import it to bring the rest.',
  drop: 'Drop `.motcua` files from the USB stick here, or',
  choose: 'Choose files',
  results: 'Results of the import',
  problems: {
    NOT_A_BUNDLE: 'This is not a bundle that a desk exported, or it was cut short. Copy it from the USB stick again.',
    NEWER_VERSION: 'This bundle was made by a newer version. Update the gateway, then import it again.',
    WRONG_READER: 'This bundle is not for the province’s gateway.',
    BAD_SIGNATURE:
      'The desk’s signature on this bundle is wrong: the file is damaged or was changed. Nothing was imported.',
    DAMAGED:
      'The file is damaged, or was sealed for another gateway. Copy it from the USB stick again. Nothing was imported.',
    UNKNOWN_DESK: 'This bundle is of a desk that is not enrolled with the province. Nothing was imported.',
    DESK_REVOKED: 'The desk that made this bundle was revoked. Nothing was imported.',
    NOT_A_PUSH: 'This is not a bundle from a desk to the province; it may be an answer file to take back to a desk.',
    SEVERAL_PARTS: 'This file has several parts. Reload this page, then import it again.',
    SCANS_NOT_OFFERED: 'This gateway has no folder for scans, so it takes none. The scans are still at the desk.',
    NO_SUCH_PART: 'The answer no longer has this part. Import the bundle again.',
  },
}

const outcome: Words['outcome'] = {
  bundleOf: (desk, commune) => `Bundle of ${desk}, ${commune}`,
  machine: 'machine',
  made: (clock, day) => `made on ${day} at ${clock}`,
  scansTaken: (count) => `${counted(count, 'scan')} taken.`,
  scansKnown: (count) => `${counted(count, 'scan')} known already.`,
  scansRefused: (count) => `${counted(count, 'scan')} refused.`,
  dossier: 'Dossier',
  scanRefusals: {
    CHECKSUM: 'the scan’s content does not match its checksum.',
    MEDIA_TYPE: 'the scan is not of the file type it is said to be.',
  },
  nothingNew: 'Nothing new:',
  allKnown: (count) =>
    `the province had ${count === 1 ? 'the one dossier' : `all ${count} dossiers`} of this bundle already.`,
  taken: (count) => `${counted(count, 'dossier')} taken.`,
  known: (count) => `${counted(count, 'dossier')} known already.`,
  refused: (count) => `${counted(count, 'dossier')} refused`,
  reasonAtDesk: '; the desk sees the reason when it imports the answer file.',
  code: 'Dossier code',
  result: 'Result',
  more: (count) => `${counted(count, 'more dossier')} not listed here.`,
  rowRefused: 'Refused:',
  rowKnown: 'Known already, nothing new',
  rowTaken: 'Taken:',
  rowAdded: (count) => counted(count, 'new event'),
}

const rejections: Words['rejections'] = {
  INVALID_EVENT: 'Something in the dossier is malformed, so the province did not take it. Correct what is named.',
  BAD_SIGNATURE: 'The desk’s signature on the dossier is wrong. Ask support to check the desk’s machine.',
  EVENT_CHANGED: 'The province has this event with other content. What is recorded must not be changed; ask support.',
  OUT_OF_SCOPE: 'The dossier belongs to another commune; this desk must not send it.',
  NUMBER_TAKEN: 'This number belongs to another dossier. Check both, and give one of them a new number.',
  UNKNOWN_DESK: 'The dossier has an event of a desk that is not enrolled with the province.',
  INTERNAL: 'The province could not process this dossier. It is whole at the desk and will be sent again.',
}

const imports: Words['imports'] = {
  catalogue: {
    title: 'Import the catalogue of procedures',
    about:
      'The province’s catalogue of procedures from an .xlsx, .csv or .json file. Dossiers already taken in keep their version; the new one is only for dossiers taken in afterwards.',
  },
  calendar: {
    title: 'Import the working calendar',
    about:
      'Holidays, make-up days and working hours of one year from an .xlsx, .csv or .json file. Other years stay as they are. Dates promised to citizens are not changed; dossiers that are affected are listed for officers to look at.',
  },
  forms: {
    title: 'Import forms',
    about:
      'Corrected forms (receipt, request for supplements …) from a .json file. Download the forms in force, correct one, give it a new version and day of effect, try it at a desk (Máy bàn này → Xem thử mẫu giấy), then import it here. Published versions are kept so that old papers can be printed again.',
  },
  template: 'Download a template',
  export: 'Download what the province has in force',
  needsScript: 'This page needs JavaScript. The gateway’s command line does the same.',
  reading: 'Reading the file…',
  publishing: 'Publishing…',
  tooLarge: (megabytes) => `The file is larger than ${megabytes} MB.`,
  unreadable: 'The file cannot be read. Choose it again.',
  failed: 'The gateway cannot be reached, or did not take the request. Nothing was published; try again.',
  publish: 'Publish version ',
  scope: 'Applies to',
  wholeProvince: 'The whole province',
  scopeHint: 'A commune with its own no longer gets the province’s.',
  version: 'Name of the version, where the file does not say it',
  from: 'Desks use it from this day (empty: at once)',
  add: 'The file only has procedures that are new or changed; all others stay',
  dropJson: 'Drop a `.json` file here, or',
  dropTable: 'Drop an `.xlsx`, `.csv` or `.json` file here, or',
  choose: 'Choose a file to preview',
  changed:
    'What is in force, or the file, has changed since the preview. Nothing was published; choose the file again.',
  publishedNow: (version) => `Version ${version} was published. Desks get it as soon as they are online.`,
  publishedFrom: (version, day) => `Version ${version} was published. Desks get it from ${day}.`,
  nothing: 'Nothing was imported: the file has errors. Correct them and choose the file again.',
}

const report: Words['report'] = {
  errors: (count) => `Errors (${count})`,
  warnings: (count) => `Warnings (${count})`,
  sheet: 'Sheet',
  row: 'Row',
  column: 'Column',
  problem: 'Problem',
  cell: 'In the cell',
  moreProblems: (count) => `… and ${counted(count, 'more problem')}.`,
  moreLines: (count) => `… and ${counted(count, 'more line')}.`,
  moreProcedures: (count) => `… and ${counted(count, 'more procedure')}.`,
  moreDossiers: (count) => `… and ${counted(count, 'more dossier')}.`,
  sameDecision: (version) => `still decision ${version}`,
  changed: (count) => `Changed (${count})`,
  added: (count) => `Added (${count})`,
  withdrawn: (count) => `Withdrawn: no longer taken in; dossiers already taken in go on (${count})`,
  noneMoved: 'No open dossier gets another promised date.',
  moved: (count) => `${counted(count, 'open dossier')} would have another promised date by the new calendar`,
  promiseStands: 'Promised dates stay; where needed, an officer apologises and promises a new one.',
  moment: (clock, day) => `${day} ${clock}`,
  moveUnclear: (promised) => `promised ${promised}; to be looked at`,
  move: (promised, computed) => `promised ${promised}; by the new calendar ${computed}`,
  scheduled: (version, day) =>
    `Note: version ${version}, already published, will be used from ${day} in place of whatever is in force then.`,
}

const status: Words['status'] = {
  title: 'Status of a dossier',
  code: 'Dossier code on the receipt',
  ask: 'Look up',
  notFound:
    'No dossier has this code. Please check the code printed on the receipt; a dossier taken in just now may not have reached the province yet.',
  number: 'Dossier code',
  state: 'Status',
  receivedAt: 'Received',
  dueAt: 'Result promised for',
  moment: (hour, minute, day) => `${day}, ${hour}:${minute}`,
  states: {
    registered: 'Newly registered',
    accepted: 'Accepted',
    notAccepted: 'Not accepted',
    processing: 'Being processed',
    awaitingSupplement: 'More papers were asked for',
    awaitingPayment: 'Payment is due',
    withdrawalRequested: 'The citizen asked to withdraw it',
    stopped: 'Processing was stopped',
    finished: 'Processed',
    returned: 'Result handed over',
  },
}

const problems: Words['problems'] = {
  BAD_REQUEST: 'The request is malformed.',
  UNAUTHENTICATED: 'There is no session, or it has ended.',
  UNKNOWN_DESK: 'The desk is not enrolled, or its signature is wrong.',
  DESK_REVOKED: 'The desk was revoked.',
  FORM_EXPIRED: 'This page is too old; please reload it and try again.',
  ENROLMENT_CODE_INVALID: 'The enrolment code is wrong, was used, or has expired.',
  NOT_FOUND: 'There is no such address.',
  REFERENCE_NOT_FOUND: 'There is no such version of reference data.',
  ATTACHMENT_NOT_FOUND: 'The province does not have this file.',
  ATTACHMENTS_NOT_OFFERED: 'The province takes no attachments through this gateway.',
  COMMUNE_UNKNOWN: 'There is no such commune.',
  ONLINE_CHANGED: 'This online dossier was received before with other content.',
  ONLINE_UNKNOWN: 'No dossier of this commune has this code.',
  ONLINE_FILE_MISSING: 'A file is named whose content the province has not received.',
  ATTACHMENT_REFUSED: 'The file’s content does not match its hash or its type.',
  NUMBER_TAKEN: 'This code belongs to another dossier.',
  LEASE_NOT_OFFERED: 'The province does not lease numbers to this desk.',
  LEASE_DATE_REFUSED: 'Numbers are not leased for this day.',
  NUMBERS_EXHAUSTED: 'There are no numbers left for this day.',
  TOO_LARGE: 'What was sent is too large.',
  UNSUPPORTED_MEDIA_TYPE: 'This type of content is not supported.',
  BUNDLE_REFUSED: 'This USB file was not taken.',
  RATE_LIMITED: 'Too many requests; please try again later.',
  INTERNAL: 'Something went wrong at the province.',
  BUSY: 'The province’s system is busy; please try again later.',
}

export const en: Words = { frame, signIn, bundles, outcome, rejections, imports, report, status, problems }
