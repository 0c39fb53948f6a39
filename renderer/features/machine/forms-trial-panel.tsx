import { Alert, Button, FileButton, List, Stack, Text } from '@mantine/core'
import { IconEye } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { builtInDefinitions } from '../../../shared/forms/definitions/all.ts'
import { describeForms } from '../../../shared/forms/import/describe-changes.ts'
import { planForms } from '../../../shared/forms/import/plan-forms.ts'
import type { FormsPlan } from '../../../shared/forms/import/plan-forms.ts'
import { describeProblem } from '../../../shared/table/report.ts'
import { useDesk } from '../../app/desk-context.tsx'
import { Panel } from '../../ui/panel.tsx'
import { canTry } from '../printing/plan-request.ts'
import { usePrinting } from '../printing/printing-provider.tsx'

const mostBytes = 10 * 1024 * 1024
const shown = 200

/** The file's JSON; undefined: it is none. */
async function readJson(file: File): Promise<unknown> {
  if (file.size > mostBytes) return undefined
  try {
    return JSON.parse(await file.text()) as unknown
  } catch {
    return undefined
  }
}

/** The province's corrected forms, before they take effect: with the eyes of the program that will print them. */
export function FormsTrialPanel() {
  const { t } = useTranslation('machine')
  const { reference } = useDesk()
  const [plan, setPlan] = useState<FormsPlan | 'unreadable' | null>(null)
  const take = async (file: File | null) => {
    if (file === null) return
    const value = await readJson(file)
    const current = { version: '', forms: reference.forms ?? [] }
    const context = { current, builtIn: builtInDefinitions, version: file.name, knownVersions: [] }
    setPlan(value === undefined ? 'unreadable' : planForms(value, context))
  }
  return (
    <Panel title={t('forms.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {t('forms.intro')}
        </Text>
        <FileButton accept=".json" inputProps={{ 'aria-label': t('forms.input') }} onChange={(file) => void take(file)}>
          {(props) => (
            <Button variant="default" {...props}>
              {t('forms.pick')}
            </Button>
          )}
        </FileButton>
        {plan === 'unreadable' && (
          <Alert color="lacquer" role="alert">
            {t('forms.unreadable')}
          </Alert>
        )}
        {plan !== null && plan !== 'unreadable' && <Outcome plan={plan} />}
      </Stack>
    </Panel>
  )
}

function Outcome({ plan: { problems, list, changes } }: { plan: FormsPlan }) {
  const { t } = useTranslation('machine')
  const { open } = usePrinting()
  return (
    <>
      {problems.length > 0 && (
        <Alert color={list === null ? 'lacquer' : 'amber'} role="alert" title={t('forms.problems')}>
          <List size="sm">
            {problems.slice(0, shown).map((problem, index) => (
              <List.Item key={index}>{describeProblem(problem)}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {list !== null && (
        <>
          <Text size="sm" fw={600}>
            {t('forms.changes')}
          </Text>
          <List size="sm">
            {describeForms(changes).map((line, index) => (
              <List.Item key={index}>{line.trim()}</List.Item>
            ))}
          </List>
          {changes.map(({ definition }) => {
            const { form, name, version } = definition
            const title = `${name} ${version}`
            return canTry(form) ? (
              <Button
                key={`${form} ${definition.formSet} ${version}`}
                size="xs"
                leftSection={<IconEye size={16} aria-hidden="true" />}
                onClick={() => open({ form, trial: definition })}
              >
                {t('forms.open', { name: title })}
              </Button>
            ) : (
              <Text key={`${form} ${version}`} size="sm">
                {t('forms.noTrial', { name: title })}
              </Text>
            )
          })}
          {problems.length === 0 && (
            <Text size="sm" role="status">
              {t('forms.good')}
            </Text>
          )}
        </>
      )}
    </>
  )
}
