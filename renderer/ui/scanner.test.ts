import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attachScanner } from './scanner.ts'
import type { Scan } from './use-scanner.ts'

const card = '072190001234||Nguyễn Thị Hoà|17051990|Nữ|Khu phố 3, Phường Tân Ninh|01072021'
let scans: Scan[] = []
let detach: () => void
let clock = 0

/** One character as the browser tells of it: a key for what keyboards have, and the insertion. */
function type(character: string, gapMs: number): void {
  clock += gapMs
  const before = document.activeElement ?? document.body
  if (/^[\x20-\x7e]$/.test(character))
    before.dispatchEvent(new KeyboardEvent('keydown', { key: character, bubbles: true, cancelable: true }))
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement)) return
  const event = new InputEvent('beforeinput', {
    data: character,
    inputType: 'insertText',
    bubbles: true,
    cancelable: true,
  })
  Object.defineProperty(event, 'timeStamp', { value: clock })
  if (field.dispatchEvent(event)) field.value += character
}

function press(key: string): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
  ;(document.activeElement ?? document.body).dispatchEvent(event)
  return event
}

beforeEach(() => {
  vi.useFakeTimers()
  scans = []
  document.body.innerHTML = '<input id="name" value="đang gõ"><button id="save">Lưu</button>'
  detach = attachScanner(document, (scan) => scans.push(scan))
})
afterEach(() => {
  detach()
  vi.useRealTimers()
})
const field = () => document.querySelector<HTMLInputElement>('#name')!

describe('a reader', () => {
  it('is heard wherever the cursor is, and the field it landed in is as it was', () => {
    field().focus()
    for (const character of card) type(character, 4)
    const enter = press('Enter')
    expect(scans).toEqual([{ text: card, target: field() }])
    expect(field().value).toBe('đang gõ')
    expect(enter.defaultPrevented).toBe(true)
  })

  it('without an Enter is heard after a rest', () => {
    field().focus()
    for (const character of card) type(character, 4)
    expect(scans).toEqual([])
    vi.advanceTimersByTime(200)
    expect(scans).toHaveLength(1)
  })

  it('is heard with the focus on a button, which gets it back and is not pressed', () => {
    const button = document.querySelector<HTMLButtonElement>('#save')!
    const pressed = vi.fn<() => void>()
    button.addEventListener('click', pressed)
    button.focus()
    for (const character of card) type(character, 4)
    press('Enter')
    expect(scans.map(({ text }) => text)).toEqual([card])
    expect(document.activeElement).toBe(button)
    expect(pressed).not.toHaveBeenCalled()
  })

  it('is heard when it has been pasted', () => {
    field().focus()
    const paste = new Event('paste', { bubbles: true, cancelable: true })
    Object.defineProperty(paste, 'clipboardData', { value: { getData: () => card } })
    field().dispatchEvent(paste)
    expect(scans.map(({ text }) => text)).toEqual([card])
    expect(paste.defaultPrevented).toBe(true)
  })
})

describe('an officer', () => {
  it('who types bars slowly is left alone', () => {
    field().focus()
    for (const character of 'a|b|c|d') type(character, 200)
    expect(press('Enter').defaultPrevented).toBe(false)
    expect(scans).toEqual([])
    expect(field().value).toBe('đang gõa|b|c|d')
  })

  it('who types fast without bars is left alone', () => {
    field().focus()
    for (const character of 'Nguyen Van Tam') type(character, 10)
    vi.advanceTimersByTime(500)
    expect(scans).toEqual([])
    expect(field().value).toBe('đang gõNguyen Van Tam')
  })

  it('who is asked something in a dialog keeps the cursor there', () => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<div role="dialog" aria-modal="true"><button id="ok">OK</button></div>',
    )
    document.querySelector<HTMLButtonElement>('#ok')!.focus()
    type('7', 4)
    expect(document.activeElement?.id).toBe('ok')
  })
})

it('leaves nothing behind', () => {
  detach()
  field().focus()
  for (const character of card) type(character, 4)
  vi.advanceTimersByTime(500)
  expect(scans).toEqual([])
  expect(document.querySelectorAll('textarea')).toHaveLength(0)
})
