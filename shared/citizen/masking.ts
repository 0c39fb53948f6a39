/** What lists and screens show of numbers that identify a person (Luật 91/2025: no more than the task needs). */

/** `072*****1234`; shorter numbers show less, and four characters or fewer nothing. */
export function maskIdNumber(number: string): string {
  const head = number.length >= 12 ? 3 : 0
  const tail = number.length >= 8 ? 4 : number.length > 4 ? 2 : 0
  return mask(number, head, tail)
}

/** `091****678`. */
export function maskPhone(phone: string): string {
  return phone.length >= 9 ? mask(phone, 3, 3) : mask(phone, 0, phone.length > 4 ? 2 : 0)
}

function mask(text: string, head: number, tail: number): string {
  const hidden = Math.max(text.length - head - tail, 0)
  return text.slice(0, head) + '*'.repeat(hidden) + text.slice(head + hidden)
}
