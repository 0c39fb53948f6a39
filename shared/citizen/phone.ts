/** Telephone numbers of citizens: kept as typed, compared and dialled in E.164. */

export type PhoneReading =
  | { ok: true; e164: string; kind: 'mobile' | 'landline' | 'foreign' }
  /** `suggestion`: what a mobile number of 11 digits became in 2018. */
  | { ok: false; code: 'EMPTY' | 'WRONG_SHAPE' | 'OLD_MOBILE'; suggestion: string | null }

const mobile = /^0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d)\d{7}$/
/** 02xx and 7 digits (Tây Ninh 0276, Long An 0272); 024 and 028 with 8. */
const landline = /^02\d{9}$/
const foreign = /^\+[1-9]\d{6,14}$/

const newPrefixes: Record<string, string> = {
  '0120': '070',
  '0121': '079',
  '0122': '077',
  '0126': '076',
  '0128': '078',
  '0123': '083',
  '0124': '084',
  '0125': '085',
  '0127': '081',
  '0129': '082',
  '0162': '032',
  '0163': '033',
  '0164': '034',
  '0165': '035',
  '0166': '036',
  '0167': '037',
  '0168': '038',
  '0169': '039',
  '0186': '056',
  '0188': '058',
  '0199': '059',
}

export function readPhone(typed: string): PhoneReading {
  const compact = typed.normalize('NFKC').replace(/[\s.()\-\u2010-\u2015]/gu, '')
  if (compact === '') return { ok: false, code: 'EMPTY', suggestion: null }
  const national = compact.replace(/^(\+84|0084|84(?=[235789]\d{8,9}$))0?/, '0')
  if (mobile.test(national)) return { ok: true, e164: `+84${national.slice(1)}`, kind: 'mobile' }
  if (landline.test(national)) return { ok: true, e164: `+84${national.slice(1)}`, kind: 'landline' }
  const international = compact.replace(/^00/, '+')
  if (foreign.test(international) && !international.startsWith('+84'))
    return { ok: true, e164: international, kind: 'foreign' }
  const prefix = /^\d{11}$/.test(national) ? newPrefixes[national.slice(0, 4)] : undefined
  if (prefix !== undefined) return { ok: false, code: 'OLD_MOBILE', suggestion: prefix + national.slice(4) }
  return { ok: false, code: 'WRONG_SHAPE', suggestion: null }
}

/** For the search index and for comparing: E.164 where the number is one, else its digits. */
export function phoneKey(typed: string): string {
  const reading = readPhone(typed)
  return reading.ok ? reading.e164 : typed.replace(/\D/g, '')
}

/** `0912 345 678`, `0276 3822 222`; what is not a number of this country stays as it is. */
export function formatPhone(typed: string): string {
  const reading = readPhone(typed)
  if (!reading.ok || reading.kind === 'foreign') return typed
  const national = `0${reading.e164.slice(3)}`
  return national.replace(/^(\d{4})(\d{3,4})(\d{3})$/, '$1 $2 $3')
}
