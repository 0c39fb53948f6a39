/** `150.000 đ` */
export function formatMoney(amount: number): string {
  return `${amount.toLocaleString('vi-VN')} đ`
}

/** Đồng as typed, with or without separators; null: not a whole amount. */
export function parseMoney(text: string): number | null {
  const digits = text.replace(/[\s.,đĐ]/g, '')
  if (digits === '') return 0
  return /^\d{1,12}$/.test(digits) ? Number(digits) : null
}
