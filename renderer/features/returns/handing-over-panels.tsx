/** What can change hands, each with a tick of its own; originals are ticked one by one, as they are laid on the counter. */
import { Checkbox, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ArrivedResult, Dossier } from '../../../shared/dossier/dossier.ts'
import { listOriginalsLeft, listWaiting, returnableOf } from '../../../shared/dossier/handing-over.ts'
import { Panel } from '../../ui/panel.tsx'
import { formatMoment } from '../../ui/time.ts'
import { wordResult } from '../dossier/result-words.ts'
import type { PartProps } from './return-fields.tsx'
import { keyOf } from './return-form.ts'
import styles from './returns.module.css'

const toggled = (list: readonly string[], one: string, on: boolean) =>
  on ? [...list, one] : list.filter((other) => other !== one)

export function ResultsPanel({ dossier, entry, problems, set }: PartProps) {
  const { t } = useTranslation('returns')
  const line = useTranslation('dossier').t
  const waiting = listWaiting(dossier)
  const left = waiting.filter((result) => !entry.results.includes(keyOf(result))).length
  return (
    <Panel title={t('section.result')}>
      {dossier.results.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noResults')}
        </Text>
      ) : (
        <Checkbox.Group
          label={waiting.length > 1 ? t('chooseResults') : undefined}
          aria-label={t('section.result')}
          value={entry.results}
          onChange={(results) => set({ results })}
          error={problems.results === undefined ? null : t('nothingChosen')}
        >
          <Stack gap="xs" mt="xs">
            {waiting.map((result) => (
              <Checkbox key={keyOf(result)} value={keyOf(result)} label={wordResult(result, line)} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
      <GoneBefore dossier={dossier} />
      {(left > 0 || returnableOf(dossier) === 'part') && (
        <Text size="sm" mt="xs" c="var(--mc-soon)" role="status">
          {left > 0 ? t('resultsLeft', { n: left }) : t('moreAwaited')}
        </Text>
      )}
    </Panel>
  )
}

/** Results that went earlier, with who has them. */
function GoneBefore({ dossier }: { dossier: Dossier }) {
  const { t } = useTranslation('returns')
  const line = useTranslation('dossier').t
  const gone = dossier.results.filter(({ returnedBy }) => returnedBy !== null)
  if (gone.length === 0) return null
  const whoHas = ({ returnedBy }: ArrivedResult) => dossier.returns.find(({ eventId }) => eventId === returnedBy)
  return (
    <ul className={styles.list}>
      {gone.map((result) => {
        const record = whoHas(result)
        return (
          <li key={keyOf(result)}>
            {wordResult(result, line)}
            {record !== undefined && (
              <Text span size="sm" c="dimmed">
                {' · '}
                {t('resultGone', { at: formatMoment(record.at), name: record.recipientName })}
              </Text>
            )}
          </li>
        )
      })}
    </ul>
  )
}

export function OriginalsPanel({ dossier, entry, set }: PartProps) {
  const { t } = useTranslation('returns')
  const originals = listOriginalsLeft(dossier)
  const left = originals.filter(({ id }) => !entry.givenBack.includes(id)).length
  return (
    <Panel title={t('section.originals')}>
      {originals.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('noOriginals')}
        </Text>
      ) : (
        <Stack gap="xs">
          {originals.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={name}
              checked={entry.givenBack.includes(id)}
              onChange={(event) => set({ givenBack: toggled(entry.givenBack, id, event.currentTarget.checked) })}
            />
          ))}
          {left > 0 && (
            <Text size="xs" c="var(--mc-soon)" role="status">
              {t('originalsLeft', { n: left })}
            </Text>
          )}
        </Stack>
      )}
    </Panel>
  )
}
