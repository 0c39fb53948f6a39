import { Alert, Button, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CashReport } from '../../../shared/cash/cash-report.ts'
import { cashBook } from '../../../shared/cash/cash-sheet.ts'
import { issuingAgencies } from '../../../shared/forms/views/context.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { DateSpanFields } from '../../ui/date-span-fields.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { formatMoney } from '../../ui/money.ts'
import { ReadFailed } from '../../ui/read-failed.tsx'
import bar from '../../ui/span-bar.module.css'
import { localDate, localInstant } from '../../ui/time.ts'
import { useAltKeys } from '../../ui/use-alt-keys.ts'
import { Working } from '../../ui/working.tsx'
import { OutButtons } from '../printing/out-buttons.tsx'
import { usePrinting } from '../printing/printing-provider.tsx'
import { useXlsx } from '../printing/use-xlsx.ts'
import { XlsxNote } from '../printing/xlsx-note.tsx'
import styles from './cash.module.css'
import { entryOf, findProblems, toFilter } from './entry.ts'
import type { CashEntry } from './entry.ts'
import { ExemptLines, Lines } from './lines.tsx'
import { Sums } from './sums.tsx'
import { useCash } from './use-cash.ts'
import type { Cash } from './use-cash.ts'

export function CashPage() {
  const { t } = useTranslation('cash')
  const desk = useDesk()
  const { open } = usePrinting()
  const xlsx = useXlsx()
  const [entry, setEntry] = useState(() => entryOf(localDate(desk.now())))
  const cash = useCash(useMemo(() => toFilter(entry), [entry]))
  const { report, state } = cash
  const ready = state.kind === 'read' && report !== null
  const print = () => {
    if (ready) open({ form: 'cashReport', content: report })
  }
  const save = () => {
    if (!ready) return
    const { organisations } = desk.reference
    const { agency } = issuingAgencies(organisations, desk.info.communeId, desk.info.communeName)
    void xlsx.save(cashBook(report, { agency, author: desk.officer.name, at: localInstant(desk.now()) }))
  }
  return (
    <Stack gap="sm" className={styles.page}>
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('title')}</Title>
        <Text size="xs" c="dimmed">
          {t('hint')}
        </Text>
      </Group>
      <div className="mc-panel">
        <div className={`mc-body ${bar.bar}`}>
          <Filters entry={entry} cash={cash} today={localDate(desk.now())} onChange={setEntry} />
          <OutButtons
            words={{ print: t('print'), xlsx: t('xlsx') }}
            ready={ready}
            xlsx={xlsx}
            print={print}
            save={save}
          />
        </div>
      </div>
      <XlsxNote xlsx={xlsx} />
      {state.kind === 'failed' && <ReadFailed onRetry={cash.retry}>{t('failed')}</ReadFailed>}
      {state.kind === 'reading' && <Working label={t('reading')} share={state.share} />}
      {state.kind === 'read' &&
        (report === null ? <Text role="status">{t('wrongDates')}</Text> : <Report report={report} />)}
    </Stack>
  )
}

interface FiltersProps {
  entry: CashEntry
  cash: Cash
  today: string
  onChange: (entry: CashEntry) => void
}

function Filters({ entry, cash, today, onChange }: FiltersProps) {
  const { t } = useTranslation('cash')
  const set = (change: Partial<CashEntry>) => onChange({ ...entry, ...change })
  const any = { value: '', label: t('any') }
  const showToday = () => set(entryOf(today))
  useAltKeys({ h: showToday })
  return (
    <>
      <DateSpanFields
        words={{ from: t('from'), to: t('to'), backwards: t('backwards') }}
        span={entry}
        problems={findProblems(entry)}
        onChange={set}
        className={bar.date}
        autoFocus
      />
      <Button
        variant="subtle"
        mt={24}
        rightSection={<KeyHint keys="Alt H" />}
        aria-keyshortcuts="Alt+H"
        onClick={showToday}
      >
        {t('today')}
      </Button>
      <NativeSelect
        label={t('officer')}
        value={entry.officerId}
        data={[any, ...cash.officers]}
        onChange={(event) => set({ officerId: event.currentTarget.value })}
      />
      <NativeSelect
        label={t('desk')}
        value={entry.deskId}
        data={[any, ...cash.desks]}
        onChange={(event) => set({ deskId: event.currentTarget.value })}
      />
    </>
  )
}

function Report({ report }: { report: CashReport }) {
  const { t } = useTranslation('cash')
  const doubts = report.byWay.unstated.count + report.byKind.unclassified.count > 0
  if (report.lines.length === 0 && report.exempt.length === 0)
    return (
      <div className="mc-panel" role="status">
        <EmptyState title={t('empty')} detail={t('emptyDetail')} />
      </div>
    )
  return (
    <>
      <div className="mc-panel">
        <div className={`mc-body ${styles.figures}`} role="status">
          {(['net', 'taken', 'givenBack'] as const).map((name) => (
            <div key={name}>
              <Text size="xs" c="dimmed">
                {t(name)}
              </Text>
              <span className={styles.figure}>{formatMoney(report.total[name])}</span>
            </div>
          ))}
          <div>
            <Text size="xs" c="dimmed">
              {t('exempt')}
            </Text>
            <span className={styles.figure}>{report.exempt.length}</span>
          </div>
        </div>
      </div>
      {doubts && (
        <Alert color="yellow" py="xs" role="note">
          {t('unstated')}
        </Alert>
      )}
      <Sums report={report} />
      <Lines report={report} />
      <ExemptLines report={report} />
    </>
  )
}
