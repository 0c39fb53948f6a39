import { Alert, Group, Skeleton, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { transferQrPayload, transferQrProblem } from '../../../../shared/procedure/viet-qr.ts'
import { findAccount } from '../../../../shared/reference/organisation.ts'
import { useDesk } from '../../../app/desk-context.tsx'
import { formatMoney } from '../../../ui/money.ts'
import { loadBarcodeEncoder, qrPath } from '../../printing/pdf/barcodes.ts'

type Drawn = { side: number; path: string } | 'failed' | null

/** What the citizen's banking app reads: the department's account, the amount and the dossier. Drawn without a network. */
export function TransferQr({ code, amount }: { code: string; amount: number | null }) {
  const { t } = useTranslation('dossier')
  const { officer, reference } = useDesk()
  const account = findAccount(reference.organisations, officer.organisationId)
  // Banks take plain ASCII; a provisional number has one letter that is not.
  const purpose = `HS ${code.normalize('NFD').replaceAll(/[^ -~]/g, '')}`.slice(0, 50)
  const transfer = { bankBin: account?.bankBin ?? '', account: account?.number ?? '', amount, purpose }
  const payload =
    account === null || amount === null || transferQrProblem(transfer) !== null ? null : transferQrPayload(transfer)
  const drawn = useQr(payload)
  if (account === null) return <Text size="sm">{t('dialog.noAccount')}</Text>
  if (payload === null || amount === null) return null
  if (drawn === 'failed') return <Alert color="amber">{t('dialog.noQr')}</Alert>
  return (
    <Group wrap="nowrap" align="flex-start">
      {drawn === null ? (
        <Skeleton width={168} height={168} />
      ) : (
        <svg
          role="img"
          aria-label={t('dialog.transferQr', { amount: formatMoney(amount), account: account.number })}
          viewBox={`0 0 ${drawn.side} ${drawn.side}`}
          width={168}
          height={168}
          style={{ background: '#fff', flex: 'none' }}
        >
          <path d={drawn.path} fill="#000" />
        </svg>
      )}
      <Stack gap={4}>
        <Text size="sm">{t('dialog.transferTo', { holder: account.holder, account: account.number, purpose })}</Text>
        <Text size="sm" c="dimmed">
          {t('dialog.transferCheck')}
        </Text>
      </Stack>
    </Group>
  )
}

function useQr(payload: string | null): Drawn {
  const [drawn, setDrawn] = useState<Drawn>(null)
  useEffect(() => {
    let current = true
    const draw = async () => {
      const next = await makeQr(payload).catch(() => 'failed' as const)
      if (current) setDrawn(next)
    }
    void draw()
    return () => {
      current = false
    }
  }, [payload])
  return drawn
}

async function makeQr(payload: string | null): Promise<Drawn> {
  if (payload === null) return null
  return qrPath(await loadBarcodeEncoder(), payload)
}
