import { Anchor, NativeSelect } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Channel, Procedure } from '../../../shared/procedure/catalogue.ts'
import { hasWrongCheckDigit } from '../../../shared/post/tracking-number.ts'
import { TextField } from '../../ui/text-field.tsx'
import type { IntakeForm } from './form.ts'
import styles from './intake.module.css'
import { useProblemWords } from './problem-words.ts'
import type { Problems } from './validate.ts'

interface DeliveryFieldsProps {
  form: Pick<IntakeForm, 'sets' | 'channel' | 'inbound' | 'deliveryWay' | 'deliveryAddress'>
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
      {form.channel === 'byPost' && <InboundFields inbound={form.inbound} problems={problems} onChange={onChange} />}
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

type InboundProps = Pick<DeliveryFieldsProps, 'problems' | 'onChange'> & Pick<IntakeForm, 'inbound'>

/** How it came: its time limit counts from the day it arrived. */
function InboundFields({ inbound, problems, onChange }: InboundProps) {
  const { t } = useTranslation('intake')
  const words = useTranslation('ui').t
  const split = useProblemWords()
  const set = (change: Partial<IntakeForm['inbound']>) => onChange({ inbound: { ...inbound, ...change } })
  return (
    <>
      <TextField
        className={styles.c4}
        {...split(problems['inbound.tracking'])}
        name="inbound.tracking"
        label={t('inbound.tracking')}
        takesScans
        warning={hasWrongCheckDigit(inbound.tracking) ? words('field.trackingDoubt') : null}
        value={inbound.tracking}
        onChange={(tracking) => set({ tracking })}
      />
      <TextField
        className={styles.c4}
        {...split(problems['inbound.postmarkedOn'])}
        name="inbound.postmarkedOn"
        label={t('inbound.postmarkedOn')}
        placeholder={words('field.dateHint')}
        value={inbound.postmarkedOn}
        onChange={(postmarkedOn) => set({ postmarkedOn })}
      />
      <TextField
        className={styles.c4}
        {...split(problems['inbound.arrivedOn'])}
        name="inbound.arrivedOn"
        label={t('inbound.arrivedOn')}
        placeholder={t('inbound.arrivedHint')}
        value={inbound.arrivedOn}
        onChange={(arrivedOn) => set({ arrivedOn })}
      />
    </>
  )
}
