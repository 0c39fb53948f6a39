import type { ColumnName } from '../../ui/dossier-columns.tsx'

/** The most urgent first. */
export const listNames = [
  'apologyOwed',
  'late',
  'today',
  'soon',
  'online',
  'supplementOverdue',
  'waiting',
  'apologySent',
  'toReturn',
  'uncollected',
] as const
export type ListName = (typeof listNames)[number]

const running: readonly ColumnName[] = [
  'number',
  'submitter',
  'procedure',
  'received',
  'due',
  'status',
  'holder',
  'sync',
]
const asked: readonly ColumnName[] = ['number', 'submitter', 'procedure', 'asked', 'deadline', 'unit', 'sync']

export const columnsOf: { readonly [N in ListName]: readonly ColumnName[] } = {
  apologyOwed: ['number', 'submitter', 'procedure', 'apologyBy', 'unit', 'due', 'status', 'sync'],
  late: running,
  today: running,
  soon: running,
  supplementOverdue: asked,
  waiting: asked,
  online: ['number', 'submitter', 'procedure', 'filed', 'status', 'sync'],
  apologySent: ['number', 'submitter', 'procedure', 'oldDue', 'due', 'unit', 'status', 'sync'],
  toReturn: ['number', 'submitter', 'procedure', 'finished', 'due', 'status', 'sync'],
  uncollected: ['number', 'submitter', 'contact', 'procedure', 'waiting', 'judged', 'due'],
}
