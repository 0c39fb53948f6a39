/** Apart from what edits PDF files: the page asks this of each, and must not load a library for it. */

/**
 * Whether a digital signature covers these bytes, or is meant to. A signature says which bytes it covers in plain text
 * (`/ByteRange`), compressed files too: it could not be checked otherwise. Rather once too often than once too seldom: whatever
 * is changed in a signed file, the signature no longer holds, and for a citizen the paper is worthless.
 */
export function isSigned(pdf: Uint8Array): boolean {
  const slash = 0x2f
  const marks = ['/ByteRange', '/Type/Sig', '/Type /Sig'].map((mark) => [...mark].map((letter) => letter.charCodeAt(0)))
  for (let at = pdf.indexOf(slash); at >= 0; at = pdf.indexOf(slash, at + 1))
    if (
      marks.some((mark) => mark.every((byte, offset) => pdf[at + offset] === byte) && endsName(pdf[at + mark.length]))
    )
      return true
  return false
}

/** `/SigFlags` and `/SigRef` are other names. */
const endsName = (byte: number | undefined): boolean =>
  byte === undefined || !/[A-Za-z0-9]/.test(String.fromCharCode(byte))
