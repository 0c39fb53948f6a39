import { ActionIcon, Alert, Button, Checkbox, NativeSelect, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { componentKindSchema } from '../../../shared/procedure/catalogue.ts'
import { TextField } from '../../ui/text-field.tsx'
import { ownComponent } from './form.ts'
import type { ComponentEntry } from './form.ts'
import styles from './intake.module.css'
import { useProblemWords } from './problem-words.ts'
import type { Problems } from './validate.ts'

interface ComponentsTableProps {
  components: ComponentEntry[]
  problems: Problems
  onChange: (components: ComponentEntry[]) => void
}

export const ComponentsTable = memo(function ComponentsTable({ components, problems, onChange }: ComponentsTableProps) {
  const { t } = useTranslation('intake')
  const missing = components.filter(({ required, received }) => required && !received).length
  const add = () => onChange([...components, ownComponent(nextOwnId(components))])
  return (
    <>
      {components.length === 0 ? (
        <Text size="sm" c="dimmed" mb="xs">
          {t('component.empty')}
        </Text>
      ) : (
        <table className={styles.papers}>
          <Head />
          <tbody>
            {components.map((component, index) => (
              <Row
                key={component.id}
                component={component}
                index={index}
                problems={problems}
                onChange={(changed) => onChange(components.with(index, changed))}
                onRemove={() => onChange(components.toSpliced(index, 1))}
              />
            ))}
          </tbody>
        </table>
      )}
      {missing > 0 && (
        <Alert color="amber" mt="xs" role="status">
          {t('component.missing', { n: missing })}
        </Alert>
      )}
      <Button variant="subtle" size="xs" mt="xs" leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={add}>
        {t('component.add')}
      </Button>
    </>
  )
})

function nextOwnId(components: ComponentEntry[]): string {
  const used = components.filter(({ own }) => own).map(({ id }) => Number(id.slice('own-'.length)))
  return `own-${Math.max(0, ...used) + 1}`
}

function Head() {
  const { t } = useTranslation('intake')
  return (
    <thead>
      <tr>
        <th scope="col">{t('component.received')}</th>
        <th scope="col">{t('component.name')}</th>
        <th scope="col">{t('component.kind')}</th>
        <th scope="col">{t('component.count')}</th>
        <th scope="col" title={t('component.giveBackHint')}>
          {t('component.giveBack')}
        </th>
      </tr>
    </thead>
  )
}

interface RowProps {
  component: ComponentEntry
  index: number
  problems: Problems
  onChange: (component: ComponentEntry) => void
  onRemove: () => void
}

function Row({ component, index, problems, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const split = useProblemWords()
  const { name, received, kind, count, toGiveBack } = component
  const labelled = (what: 'received' | 'kind' | 'count' | 'giveBack') =>
    t('component.of', { what: t(`component.${what}`), name })
  const off = received ? undefined : true
  return (
    <tr data-off={off}>
      <td>
        <Checkbox
          aria-label={labelled('received')}
          checked={received}
          onChange={(event) => onChange({ ...component, received: event.currentTarget.checked })}
        />
      </td>
      <td>
        <PaperName component={component} index={index} problems={problems} onChange={onChange} onRemove={onRemove} />
      </td>
      <td className={styles.kindCell}>
        <NativeSelect
          aria-label={labelled('kind')}
          size="xs"
          value={kind}
          disabled={off}
          data={componentKindSchema.options.map((value) => ({ value, label: words(`paper.${value}`) }))}
          onChange={(event) => onChange({ ...component, kind: componentKindSchema.parse(event.currentTarget.value) })}
        />
      </td>
      <td className={styles.countCell}>
        <TextField
          {...split(problems[`components.${index}.count`])}
          name={`components.${index}.count`}
          label={null}
          aria-label={labelled('count')}
          inputMode="numeric"
          value={count}
          disabled={off}
          onChange={(value) => onChange({ ...component, count: value })}
        />
      </td>
      <td>
        <Checkbox
          aria-label={labelled('giveBack')}
          checked={toGiveBack}
          disabled={off}
          onChange={(event) => onChange({ ...component, toGiveBack: event.currentTarget.checked })}
        />
      </td>
    </tr>
  )
}

function PaperName({ component, index, problems, onChange, onRemove }: RowProps) {
  const { t } = useTranslation('intake')
  const split = useProblemWords()
  const { own, name, required, condition } = component
  if (!own)
    return (
      <span className={styles.paperName}>
        {name}
        {(required || condition !== null) && (
          <span className={styles.sub}>
            {[required ? t('component.required') : '', condition ?? ''].filter(Boolean).join(' · ')}
          </span>
        )}
      </span>
    )
  return (
    <TextField
      {...split(problems[`components.${index}.name`])}
      name={`components.${index}.name`}
      label={null}
      aria-label={t('component.ownName')}
      value={name}
      autoFocus={name === ''}
      onChange={(value) => onChange({ ...component, name: value })}
      rightSection={
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t('component.remove', { name })}
          onClick={onRemove}
        >
          <IconTrash size={15} aria-hidden="true" />
        </ActionIcon>
      }
    />
  )
}
