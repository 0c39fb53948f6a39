import { Alert, Group, NativeSelect, Stack, Text, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkingCalendar } from '../../../shared/deadline/calendar.ts'
import { issuingAgencies } from '../../../shared/forms/views/context.ts'
import type { Period } from '../../../shared/indicator/period.ts'
import { checkReport } from '../../../shared/indicator/report-ii06a.ts'
import { reportBook } from '../../../shared/indicator/report-sheet.ts'
import { reportRules } from '../../../shared/indicator/report-words.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { DateSpanFields } from '../../ui/date-span-fields.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ReadFailed } from '../../ui/read-failed.tsx'
import bar from '../../ui/span-bar.module.css'
import { localDate, localInstant } from '../../ui/time.ts'
import { Working } from '../../ui/working.tsx'
import { OutButtons } from '../printing/out-buttons.tsx'
import { usePrinting } from '../printing/printing-provider.tsx'
import { useXlsx } from '../printing/use-xlsx.ts'
import { XlsxNote } from '../printing/xlsx-note.tsx'
import { Behind } from './behind.tsx'
import { findProblems, periodOf, presets, toPeriod } from './entry.ts'
import type { PeriodEntry, Preset } from './entry.ts'
import { Figures } from './figures.tsx'
import type { Asked } from './figures.tsx'
import { useReport } from './use-report.ts'

export function ReportPage() {
  const { t } = useTranslation('report')
  const { now, reference } = useDesk()
  const [preset, setPreset] = useState<Preset>('month')
  const [entry, setEntry] = useState(() => periodOf('month', localDate(now())))
  const period = useMemo(() => toPeriod(entry), [entry])
  const choose = (next: Preset) => {
    setPreset(next)
    if (next !== 'own') setEntry(periodOf(next, localDate(now())))
  }
  const type = (next: PeriodEntry) => {
    setPreset('own')
    setEntry(next)
  }
  const filters = <PeriodFields preset={preset} entry={entry} onPreset={choose} onType={type} />
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('title')}</Title>
        <Text size="xs" c="dimmed">
          {t('hint')}
        </Text>
      </Group>
      {period !== null && reference.calendar !== null ? (
        <Report period={period} calendar={reference.calendar} filters={filters} />
      ) : (
        <>
          <div className="mc-panel">
            <div className={`mc-body ${bar.bar}`}>{filters}</div>
          </div>
          <Text role="status">{t(reference.calendar === null ? 'noCalendar' : 'wrongDates')}</Text>
        </>
      )}
    </Stack>
  )
}

interface PeriodFieldsProps {
  preset: Preset
  entry: PeriodEntry
  onPreset: (preset: Preset) => void
  onType: (entry: PeriodEntry) => void
}

function PeriodFields({ preset, entry, onPreset, onType }: PeriodFieldsProps) {
  const { t } = useTranslation('report')
  return (
    <>
      <NativeSelect
        label={t('preset')}
        value={preset}
        data={presets.map((value) => ({ value, label: t(`presets.${value}`) }))}
        onChange={({ currentTarget }) => onPreset(presets.find((one) => one === currentTarget.value) ?? 'own')}
      />
      <DateSpanFields
        words={{ from: t('from'), to: t('to'), backwards: t('backwards') }}
        span={entry}
        problems={findProblems(entry)}
        onChange={(change) => onType({ ...entry, ...change })}
        className={bar.date}
      />
    </>
  )
}

function Report(props: { period: Period; calendar: WorkingCalendar; filters: React.ReactNode }) {
  const { t } = useTranslation('report')
  const desk = useDesk()
  const { open } = usePrinting()
  const xlsx = useXlsx()
  const [asked, setAsked] = useState<Asked | null>(null)
  const { report, counted, state, retry } = useReport(props.period, props.calendar)
  const ready = state.kind === 'read'
  const print = () => {
    if (ready) open({ form: 'reportII06a', content: report })
  }
  const save = () => {
    if (!ready) return
    const { agency } = issuingAgencies(desk.reference.organisations, desk.info.communeId, desk.info.communeName)
    void xlsx.save(reportBook(report, { agency, author: desk.officer.name, at: localInstant(desk.now()) }))
  }
  return (
    <>
      <div className="mc-panel">
        <div className={`mc-body ${bar.bar}`}>
          {props.filters}
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
      {state.kind === 'failed' && <ReadFailed onRetry={retry}>{t('failed')}</ReadFailed>}
      {state.kind === 'reading' && <Working label={t('reading')} share={state.share} />}
      {ready && (
        <section className="mc-panel" aria-label={t('title')}>
          {counted.length === 0 ? (
            <EmptyState title={t('empty')} detail={t('emptyDetail')} />
          ) : (
            <div className="mc-body">
              <Figures report={report} onAsk={setAsked} />
              <Checks report={report} />
            </div>
          )}
        </section>
      )}
      {asked !== null && <Behind asked={asked} counted={counted} onClose={() => setAsked(null)} />}
    </>
  )
}

function Checks({ report }: { report: Parameters<typeof checkReport>[0] }) {
  const { t } = useTranslation('report')
  const problems = checkReport(report)
  const rules = Object.values(reportRules).join('; ')
  return (
    <Stack gap={2} mt="xs">
      {problems.length === 0 ? (
        <Text size="xs" role="status">
          {t('checksGood')}: {rules}
        </Text>
      ) : (
        <Alert color="lacquer" role="alert" py="xs">
          {t('checksBad')}:{' '}
          {problems.map(({ code, field }) => `${field ?? t('total')} ${reportRules[code]}`).join('; ')}
        </Alert>
      )}
      <Text size="xs" c="dimmed">
        {t('unverified')}
      </Text>
    </Stack>
  )
}
