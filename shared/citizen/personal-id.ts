/**
 * Personal ID numbers: three digits for province or country of birth registration, one for century and sex, two for the year,
 * six at random (TT 07/2016/TT-BCA). There is no check digit, and old data hold mistakes: everything here only warns.
 */

/** Codes of the provinces as of 2016; numbers keep them for ever, whatever has been merged since. */
const provinces = new Set(
  (
    '001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036 037 038 040 042 044 ' +
    '045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074 075 077 079 080 082 083 084 086 087 089 091 ' +
    '092 093 094 095 096'
  ).split(' '),
)
const firstCountryCode = 100

export type PersonalIdWarning =
  /** Neither 12 digits nor, as before 2025, 9. */
  | { code: 'WRONG_SHAPE'; length: number }
  /** A number of 9 digits: no longer valid on its own since 1 January 2025, but on many papers. */
  | { code: 'OLD_NUMBER' }
  | { code: 'UNKNOWN_PROVINCE'; province: string }
  | { code: 'BIRTH_YEAR_DIFFERS'; inNumber: number; stated: number }
  | { code: 'SEX_DIFFERS'; inNumber: 'male' | 'female'; stated: 'male' | 'female' }
  /** The number says 2100 or later. */
  | { code: 'FUTURE_CENTURY'; inNumber: number }

export interface PersonalIdParts {
  province: string
  sex: 'male' | 'female'
  birthYear: number
}

/** As typed, without spaces, dots and dashes: what is stored. */
export function normaliseIdNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s.\-\u2010-\u2015]/gu, '')
    .toUpperCase()
    .normalize('NFKC')
}

export function readPersonalId(number: string): PersonalIdParts | null {
  if (!/^\d{12}$/.test(number)) return null
  const century = Number(number[3])
  return {
    province: number.slice(0, 3),
    sex: century % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(century / 2) * 100 + Number(number.slice(4, 6)),
  }
}

/** @param stated `birth`: `yyyy-mm-dd` or `yyyy`; what the form says */
export function checkPersonalId(
  number: string,
  stated: { birth: string | null; sex: 'male' | 'female' | null },
): PersonalIdWarning[] {
  const normal = normaliseIdNumber(number)
  if (/^\d{9}$/.test(normal)) return [{ code: 'OLD_NUMBER' }]
  const parts = readPersonalId(normal)
  if (parts === null) return [{ code: 'WRONG_SHAPE', length: normal.length }]
  const warnings: PersonalIdWarning[] = []
  if (!provinces.has(parts.province) && Number(parts.province) < firstCountryCode)
    warnings.push({ code: 'UNKNOWN_PROVINCE', province: parts.province })
  if (parts.birthYear >= 2100) warnings.push({ code: 'FUTURE_CENTURY', inNumber: parts.birthYear })
  const year = /^\d{4}/.exec(stated.birth ?? '')
  if (year !== null && Number(year[0]) !== parts.birthYear)
    warnings.push({ code: 'BIRTH_YEAR_DIFFERS', inNumber: parts.birthYear, stated: Number(year[0]) })
  if (stated.sex !== null && stated.sex !== parts.sex)
    warnings.push({ code: 'SEX_DIFFERS', inNumber: parts.sex, stated: stated.sex })
  return warnings
}
