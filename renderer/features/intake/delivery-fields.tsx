import { Anchor, NativeSelect } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Procedure } from '../../../shared/procedure/catalogue.ts'
import { TextField } from '../../ui/text-field.tsx'
import type { IntakeForm } from './form.ts'
import styles from './intake.module.css'
import { useProblemWords } from './problem-words.ts'
import type { Problems } from './validate.ts'

interface DeliveryFieldsProps {
  form: Pick<IntakeForm, 'sets' | 'channel' | 'deliveryWay' | 'deliveryAddress'>
  procedure: Procedure | null
  submitterAddress: string
  problems: Problems
  onChange: (change: Partial<IntakeForm>) => void
}

const ways: readonly Channel[] = ['atDesk', 'byPost', 'online']

export const DeliveryFields = memo(function DeliveryFields(props: DeliveryFieldsProps) {
  const { form, procedure, submitterAddress, problems, onChange } = props
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const split = useProblemWords()
  const channels = procedure?.channels ?? ways
  return (
    <div className={styles.grid}>
      <NativeSelect
        className={styles.c4}
        label={t('channel')}
        value={form.channel}
        data={channels.map((value) => ({ value, label: words(`channel.${value}`) }))}
        onChange={(event) => onChange({ channel: event.currentTarget.value as Channel })}
      />
      <NativeSelect
        className={styles.c6}
        label={t('delivery')}
        value={form.deliveryWay}
        data={ways.map((value) => ({ value, label: words(`delivery.${value}`) }))}
        onChange={(event) => onChange({ deliveryWay: event.currentTarget.value as Channel })}
      />
      <TextField
        className={styles.c2}
        {...split(problems['sets'])}
        name="sets"
        label={t('sets')}
        inputMode="numeric"
        value={form.sets}
        onChange={(sets) => onChange({ sets })}
      />
      {form.deliveryWay === 'byPost' && (
        <div className={styles.c12}>
          <TextField
            {...split(problems['deliveryAddress'])}
            name="deliveryAddress"
            label={t('deliveryAddress')}
            value={form.deliveryAddress}
            required
            onChange={(deliveryAddress) => onChange({ deliveryAddress })}
          />
          {submitterAddress.trim() !== '' && form.deliveryAddress === '' && (
            <Anchor
              component="button"
              type="button"
              size="xs"
              onClick={() => onChange({ deliveryAddress: submitterAddress })}
            >
              {t('useAddress')}
            </Anchor>
          )}
        </div>
      )}
    </div>
  )
})
