import { Button, SimpleGrid } from '@mantine/core'
import { IconBackspace } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface PinPadProps {
  disabled: boolean
  onDigit: (digit: string) => void
  onBackspace: () => void
  onClear: () => void
}

/** For touch screens and the mouse. Not in the tab order: whoever has a keyboard types. */
export function PinPad({ disabled, onDigit, onBackspace, onClear }: PinPadProps) {
  const { t } = useTranslation('sign-in')
  const key = { variant: 'default', size: 'md', px: 'xs', disabled, tabIndex: -1 } as const
  return (
    <SimpleGrid cols={3} spacing="xs" verticalSpacing="xs" role="group" aria-label={t('pad')}>
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
        <Button key={digit} {...key} aria-label={t('digit', { n: digit })} onClick={() => onDigit(digit)}>
          {digit}
        </Button>
      ))}
      <Button {...key} onClick={onClear}>
        {t('clear')}
      </Button>
      <Button {...key} aria-label={t('digit', { n: '0' })} onClick={() => onDigit('0')}>
        0
      </Button>
      <Button {...key} aria-label={t('backspace')} onClick={onBackspace}>
        <IconBackspace size={18} aria-hidden="true" />
      </Button>
    </SimpleGrid>
  )
}
