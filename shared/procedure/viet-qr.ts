/**
 * VietQR: the payload of a bank-transfer QR (EMVCo merchant-presented mode, NAPAS service A000000727), made offline.
 */
export interface TransferQr {
  /** Bank identification number of the receiving bank, six digits. */
  bankBin: string
  account: string
  /** Đồng; null: the payer types it. */
  amount: number | null
  /** What the payment is for; shown in the payer's app. Banks take plain ASCII only. */
  purpose: string
}
export type TransferQrProblem = 'BANK' | 'ACCOUNT' | 'AMOUNT' | 'PURPOSE'

const napas = 'A000000727'
const transferToAccount = 'QRIBFTTA'
const purposeLimit = 50

export function transferQrProblem({ bankBin, account, amount, purpose }: TransferQr): TransferQrProblem | null {
  if (!/^\d{6}$/.test(bankBin)) return 'BANK'
  if (!/^[0-9A-Za-z]{1,19}$/.test(account)) return 'ACCOUNT'
  if (amount !== null && (!Number.isInteger(amount) || amount < 1 || amount > 9_999_999_999_999)) return 'AMOUNT'
  if (purpose.length > purposeLimit || !/^[ -~]*$/.test(purpose)) return 'PURPOSE'
  return null
}

/** The text to draw as a QR. @throws RangeError when `transferQrProblem` names one. */
export function transferQrPayload(transfer: TransferQr): string {
  const problem = transferQrProblem(transfer)
  if (problem !== null) throw new RangeError(`transfer QR: ${problem}`)
  const account = field('00', transfer.bankBin) + field('01', transfer.account)
  const withoutCrc = [
    field('00', '01'),
    field('01', transfer.amount === null ? '11' : '12'),
    field('38', field('00', napas) + field('01', account) + field('02', transferToAccount)),
    field('53', '704'),
    transfer.amount === null ? '' : field('54', String(transfer.amount)),
    field('58', 'VN'),
    transfer.purpose === '' ? '' : field('62', field('08', transfer.purpose)),
    '6304',
  ].join('')
  return withoutCrc + crc16(withoutCrc)
}

const field = (id: string, value: string): string => `${id}${String(value.length).padStart(2, '0')}${value}`

/** CRC-16/CCITT-FALSE over ASCII, four upper-case hex digits. */
function crc16(text: string): string {
  let crc = 0xffff
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i) << 8
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff
  }
  return crc.toString(16).toUpperCase().padStart(4, '0')
}
