/** `150.000 đ` */
export function formatMoney(amount: number): string {
  return `${moneyEntry(amount)} đ`
}

/** As an officer would type it: `150.000`. What a field proposes is read as easily as what stands beside it. */
export function moneyEntry(amount: number): string {
  return amount.toLocaleString('vi-VN')
}

/** Đồng as typed, with or without separators; null: not a whole amount. */
export function parseMoney(text: string): number | null {
  const digits = text.replace(/[\s.,đĐ]/g, '')
  if (digits === '') return 0
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null
}
