/** Papers made in Node as the page makes them, and read back with other people's programs (poppler, zbar). */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPdfEngine } from '../../renderer/features/printing/pdf/engine.ts'
import type { PdfEngine } from '../../renderer/features/printing/pdf/engine.ts'

const fontFolder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
const font = (path: string) => new Uint8Array(readFileSync(join(fontFolder, path)))

export function nodePdfEngine(): Promise<PdfEngine> {
  return createPdfEngine({
    normal: font('400Regular/Tinos_400Regular.ttf'),
    bold: font('700Bold/Tinos_700Bold.ttf'),
    italics: font('400Regular_Italic/Tinos_400Regular_Italic.ttf'),
    bolditalics: font('700Bold_Italic/Tinos_700Bold_Italic.ttf'),
  })
}

function isInstalled(tool: string): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined
}

/** The readers of Debian's poppler-utils and zbar-tools; a test without them says which is missing. */
export const pdfReaders = ['pdftotext', 'pdfinfo', 'pdffonts', 'pdftoppm'].every(isInstalled)
export const codeReader = pdfReaders && isInstalled('zbarimg')
export const withoutReaders = 'needs pdftotext, pdfinfo, pdffonts, pdftoppm (Debian: poppler-utils)'
export const withoutCodeReader = 'needs zbarimg (Debian: zbar-tools) and poppler-utils'

function inFolder<T>(pdf: Uint8Array, use: (folder: string, file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'mot-cua-pdf-'))
  try {
    const file = join(folder, 'paper.pdf')
    writeFileSync(file, pdf)
    return use(folder, file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function textOf(pdf: Uint8Array, page: number | undefined, options: string[]): string {
  const range = page === undefined ? [] : ['-f', String(page), '-l', String(page)]
  const read = (file: string) =>
    execFileSync('pdftotext', [...range, ...options, '-enc', 'UTF-8', file, '-'], { encoding: 'utf8' })
  return inFolder(pdf, (_folder, file) => read(file)).normalize('NFC')
}

/** In reading order, on one line: line ends of the layout become spaces, so that a wrapped value is found whole. */
export function readText(pdf: Uint8Array, page?: number): string {
  return textOf(pdf, page, []).replace(/[\s\u00a0]+/g, ' ')
}

/** Line by line as it stands on the paper: table rows stay rows, and a hyphen at the end of a line stays. */
export function readLines(pdf: Uint8Array, page?: number): string {
  return textOf(pdf, page, ['-layout']).replace(/[^\S\n]+/g, ' ')
}

export function readInfo(pdf: Uint8Array): { pages: number; size: string; title: string } {
  const out = inFolder(pdf, (_folder, file) => execFileSync('pdfinfo', [file], { encoding: 'utf8' }))
  const value = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(out)?.[1] ?? ''
  return { pages: Number(value('Pages')), size: value('Page size'), title: value('Title') }
}

export interface FontUse {
  name: string
  embedded: boolean
  subset: boolean
  unicode: boolean
}

export function readFonts(pdf: Uint8Array): FontUse[] {
  const out = inFolder(pdf, (_folder, file) => execFileSync('pdffonts', [file], { encoding: 'utf8' }))
  return out
    .split('\n')
    .slice(2)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const flags = /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$/.exec(line)
      return {
        name: line.split(/\s/)[0] ?? '',
        embedded: flags?.[1] === 'yes',
        subset: flags?.[2] === 'yes',
        unicode: flags?.[3] === 'yes',
      }
    })
}

/** `QR-Code:…` and `CODE-128:…` of a page as a scanner sees it, in no particular order. */
export function readCodes(pdf: Uint8Array, page = 1): string[] {
  return inFolder(pdf, (folder, file) => {
    execFileSync('pdftoppm', ['-r', '300', '-png', '-f', String(page), '-l', String(page), file, join(folder, 'page')])
    const image = readdirSync(folder).find((name) => name.endsWith('.png')) ?? ''
    const { stdout } = spawnSync('zbarimg', ['--quiet', join(folder, image)], { encoding: 'utf8' })
    return stdout.split('\n').filter((line) => line !== '')
  })
}

/** Of each page: its size in points before it is turned, and the turn. */
export function pageFacts(pdf: Uint8Array): { size: string; rotation: number }[] {
  return inFolder(pdf, (_folder, file) => {
    const text = execFileSync('pdfinfo', ['-f', '1', '-l', '9999', file], { encoding: 'utf8' })
    const rotations = [...text.matchAll(/^Page +\d+ rot: +(\d+)$/gm)].map(([, rotation]) => Number(rotation))
    return [...text.matchAll(/^Page +\d+ size: +([\d.]+ x [\d.]+) pts/gm)].map(([, size = ''], at) => {
      return { size, rotation: rotations[at] ?? 0 }
    })
  })
}

/** Each page as a JPEG. */
export function drawPages(pdf: Uint8Array): Uint8Array[] {
  return inFolder(pdf, (folder, file) => {
    execFileSync('pdftoppm', ['-jpeg', '-r', '60', file, join(folder, 'seen')])
    const names = readdirSync(folder)
      .filter((name) => name.startsWith('seen'))
      .sort()
    return names.map((name) => new Uint8Array(readFileSync(join(folder, name))))
  })
}

export interface Word {
  page: number
  text: string
  left: number
  top: number
  right: number
  bottom: number
}

/** Where each word lies, points from the upper left corner; and how large the pages are. */
export function readWords(pdf: Uint8Array): { pages: { width: number; height: number }[]; words: Word[] } {
  const text = textOf(pdf, undefined, ['-bbox'])
  const pages: { width: number; height: number }[] = []
  const words: Word[] = []
  const pattern =
    /<page width="([\d.]+)" height="([\d.]+)">|<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g
  for (const [, width, height, left, top, right, bottom, word] of text.matchAll(pattern))
    if (word === undefined) pages.push({ width: Number(width), height: Number(height) })
    else
      words.push({
        page: pages.length,
        text: word,
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      })
  return { pages, words }
}
