/** Every key there is, for the help overlay. Function keys come from the list that the rail and the router read. */
import { places } from './commands.ts'
import type { messages } from '../../features/settings/messages.ts'

type Words = (typeof messages)['vi']['help']
type What = Exclude<keyof Words, 'title' | 'group'>
type Place = (typeof places)[number]['name']

export interface Shortcut {
  keys: readonly string[]
  /** A word of the help, or a screen. */
  what: { kind: 'help'; name: What } | { kind: 'place'; name: Place }
}
export interface ShortcutGroup {
  name: keyof Words['group']
  shortcuts: Shortcut[]
}

const key = (name: What, ...keys: string[]): Shortcut => ({ keys, what: { kind: 'help', name } })

export const shortcutGroups: ShortcutGroup[] = [
  {
    name: 'everywhere',
    shortcuts: [
      ...places.flatMap(({ name, keys }): Shortcut[] =>
        keys === null ? [] : [{ keys: [keys], what: { kind: 'place', name } }],
      ),
      key('palette', 'Ctrl K'),
      key('help', 'F1', '?'),
      key('settings', 'Ctrl ,'),
      key('undo', 'Ctrl Z'),
      key('back', 'Esc'),
    ],
  },
  { name: 'home', shortcuts: [key('tiles', 'Alt 1…9', 'Alt 0')] },
  {
    name: 'intakeForm',
    shortcuts: [
      key('sections', 'Alt 1…9'),
      key('refuse', 'Alt 0'),
      key('takePerson', 'Alt ↵'),
      key('markPerson', 'Alt ↑', 'Alt ↓'),
    ],
  },
  { name: 'dossier', shortcuts: [key('actions', 'Alt 1…9'), key('moreActions', 'Alt 0')] },
  { name: 'forms', shortcuts: [key('save', 'Ctrl ↵'), key('next', 'Tab', '⇧ Tab')] },
  {
    name: 'lists',
    shortcuts: [key('rows', '↑', '↓'), key('ends', 'Home', 'End'), key('open', '↵'), key('remove', 'Delete')],
  },
  { name: 'sheets', shortcuts: [key('printSheet', 'Ctrl P'), key('excel', 'Ctrl S')] },
  {
    name: 'books',
    shortcuts: [
      key('today', 'Alt H'),
      key('closeBook', 'Alt K'),
      key('reopenBook', 'Alt M'),
      key('clearFilters', 'Alt B'),
    ],
  },
  {
    name: 'print',
    shortcuts: [key('print', 'Ctrl P'), key('file', 'Ctrl S'), key('nextPaper', 'Ctrl →'), key('zoom', '+', '−', '0')],
  },
  {
    name: 'scans',
    shortcuts: [
      key('moveScan', 'Alt ↑', 'Alt ↓'),
      key('turnScan', 'Alt R'),
      key('removeScan', 'Delete'),
      key('shoot', '↵'),
    ],
  },
  {
    name: 'queue',
    shortcuts: [
      key('issue', 'Alt 1…9'),
      key('call', 'Ctrl ↵'),
      key('recall', 'Alt L'),
      key('skip', 'Alt V'),
      key('intake', 'Alt T'),
      key('finish', 'Alt X'),
      key('board', 'Alt M'),
      key('keepRoom', 'Alt G'),
    ],
  },
  { name: 'board', shortcuts: [key('full', 'F'), key('voice', 'V')] },
]
