/** QR and Code 128 as vectors: sharp on any printer, and the same bytes every time. */
export interface BarcodeEncoder {
  /** Modules of a two-dimensional code, row by row. */
  qr(text: string): { size: number; dark: (x: number, y: number) => boolean }
  /** Widths of bars and gaps in turn, a bar first, in modules. */
  code128(text: string): number[]
}

type Raw = (
  bcid: string,
  text: string,
  options: string,
) => readonly { sbs?: number[]; pixs?: number[]; pixx?: number; pixy?: number }[]

export async function loadBarcodeEncoder(): Promise<BarcodeEncoder> {
  // The named export `raw` is the encoder of BWIPP's raw symbol; the modules of any symbol come from the default one's.
  const { default: library } = await import('bwip-js/generic')
  const raw = library.raw as Raw
  return {
    qr(text) {
      const [code] = raw('qrcode', text, 'eclevel=M')
      const { pixs = [], pixx = 0 } = code ?? {}
      return { size: pixx, dark: (x, y) => pixs[y * pixx + x] === 1 }
    },
    code128(text) {
      return raw('code128', text, '')[0]?.sbs ?? []
    },
  }
}

/** White around the code that scanners need, in modules. */
const qrQuiet = 2
const barQuiet = 10

export function qrSvg(encoder: BarcodeEncoder, text: string): string {
  const { side, path } = qrPath(encoder, text)
  return svg(side, side, path)
}

/** The dark modules as one path, with the white around them counted in `side`. */
export function qrPath(encoder: Pick<BarcodeEncoder, 'qr'>, text: string): { side: number; path: string } {
  const { size, dark } = encoder.qr(text)
  const runs: string[] = []
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < size; x += 1) {
      if (!dark(x, y)) continue
      const start = x
      while (x + 1 < size && dark(x + 1, y)) x += 1
      runs.push(`M${start + qrQuiet} ${y + qrQuiet}h${x - start + 1}v1h-${x - start + 1}z`)
    }
  return { side: size + 2 * qrQuiet, path: runs.join('') }
}

export function code128Svg(encoder: BarcodeEncoder, text: string): string {
  let x = barQuiet
  const bars: string[] = []
  for (const [index, width] of encoder.code128(text).entries()) {
    if (index % 2 === 0) bars.push(`M${x} 0h${width}v10h-${width}z`)
    x += width
  }
  return svg(x + barQuiet, 10, bars.join(''))
}

function svg(width: number, height: number, path: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none"><path fill="#000" d="${path}"/></svg>`
}
