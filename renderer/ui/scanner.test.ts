import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attachScanner, typeInto, type RawScan } from './scanner.ts'

const card = '072190001234||Nguyễn Thị Hoà|17051990|Nữ|Khu phố 3, Phường Tân Ninh|01072021'
const code = '000.00.01.H53-261124-0001'
let scans: RawScan[] = []
let detach: () => void
let clock = 0

function tell<E extends Event>(event: E, place: Element): E {
  Object.defineProperty(event, 'timeStamp', { value: clock })
  place.dispatchEvent(event)
  return event
}
const focused = () => document.activeElement ?? document.body

/** One character as the browser tells of it: a key for what keyboards have, and the insertion. */
function type(character: string, gapMs: number): KeyboardEvent | null {
  clock += gapMs
  const init = { key: character, bubbles: true, cancelable: true }
  const key = /^[\x20-\x7e]$/.test(character) ? tell(new KeyboardEvent('keydown', init), focused()) : null
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement) && !(field instanceof HTMLTextAreaElement)) return key
  const insertion = { data: character, inputType: 'insertText', bubbles: true, cancelable: true }
  if (tell(new InputEvent('beforeinput', insertion), field).defaultPrevented) return key
  field.setRangeText(character, field.selectionStart ?? 0, field.selectionEnd ?? 0, 'end')
  return key
}

function press(key: string, gapMs = 4): KeyboardEvent {
  clock += gapMs
  return tell(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }), focused())
}
function read(text: string, gapMs = 4): KeyboardEvent {
  for (const character of text) type(character, gapMs)
  return press('Enter')
}

beforeEach(() => {
  vi.useFakeTimers()
  scans = []
  clock += 10_000
  document.body.innerHTML =
    '<input id="name" value="đang gõ"><button id="save">Lưu</button><select id="kind"><option>A</option><option>B</option></select>'
  detach = attachScanner(document, (scan) => scans.push(scan))
})
afterEach(() => {
  detach()
  vi.useRealTimers()
})
const field = () => document.querySelector('#name') as HTMLInputElement
const button = () => document.querySelector('#save') as HTMLButtonElement
const openDialog = () =>
  document.body.insertAdjacentHTML(
    'beforeend',
    '<div role="dialog" aria-modal="true"><button id="ok">OK</button><input id="why"></div>',
  )

describe('a reader', () => {
  it.each([card, code])('is heard wherever the cursor is, and the field it landed in is as it was: %s', (text) => {
    field().focus()
    field().setSelectionRange(2, 4)
    const enter = read(text)
    expect(scans).toEqual([{ text, target: field() }])
    expect(field().value).toBe('đang gõ')
    expect([field().selectionStart, field().selectionEnd]).toEqual([2, 4])
    expect(enter.defaultPrevented).toBe(true)
  })

  it('with a card and without an Enter is heard after a rest, and its late Enter presses nothing', () => {
    field().focus()
    for (const character of card) type(character, 4)
    expect(scans).toEqual([])
    vi.advanceTimersByTime(200)
    expect(scans).toHaveLength(1)
    expect(press('Enter', 200).defaultPrevented).toBe(true)
    expect(press('Enter', 800).defaultPrevented).toBe(false)
  })

  it('is heard with the focus on a button, which gets it back and is not pressed', () => {
    const pressed = vi.fn<() => void>()
    button().addEventListener('click', pressed)
    button().focus()
    const enter = read(card)
    expect(scans.map(({ text }) => text)).toEqual([card])
    expect(document.activeElement).toBe(button())
    expect(enter.defaultPrevented).toBe(true)
    expect(pressed).not.toHaveBeenCalled()
  })

  it('that sends two ends of line presses nothing with the second', () => {
    button().focus()
    read(code)
    expect(press('Enter', 10).defaultPrevented).toBe(true)
  })

  it('that ends with Tab leaves the cursor where it is', () => {
    field().focus()
    for (const character of code) type(character, 4)
    expect(press('Tab').defaultPrevented).toBe(true)
    expect(scans).toHaveLength(1)
  })

  it('in a dialog is heard by its keys, and neither its spaces nor its Enter press the button there', () => {
    openDialog()
    const ok = document.querySelector('#ok') as HTMLButtonElement
    ok.focus()
    const text = `TAM-quay-1-261124-001 0190a1b2-0000-7000-8000-000000000001`
    const keys = [...text].map((character) => type(character, 4))
    expect(keys[text.indexOf(' ')]?.defaultPrevented).toBe(true)
    expect(press('Enter').defaultPrevented).toBe(true)
    expect(scans).toEqual([{ text, target: ok }])
    expect(document.activeElement).toBe(ok)
  })

  it('on a list of choices changes nothing there', () => {
    const list = document.querySelector('#kind') as HTMLSelectElement
    list.focus()
    for (const character of 'TAM-quay-1-261124-001') type(character, 4)
    // What the browser makes of letters on a list.
    list.value = 'B'
    press('Enter')
    expect(scans).toHaveLength(1)
    expect(list.value).toBe('A')
  })

  it('is heard when a card has been pasted', () => {
    field().focus()
    const paste = new Event('paste', { bubbles: true, cancelable: true })
    Object.defineProperty(paste, 'clipboardData', { value: { getData: () => card } })
    field().dispatchEvent(paste)
    expect(scans.map(({ text }) => text)).toEqual([card])
    expect(paste.defaultPrevented).toBe(true)
  })

  it('after an officer’s typing: one text, exactly, and the typing stays', () => {
    const typing = fc.array(fc.tuple(fc.constantFrom(...'abcăđ12 .'), fc.integer({ min: 65, max: 400 })), {
      maxLength: 12,
    })
    const gaps = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(typing, gaps, fc.integer({ min: 65, max: 900 }), (typed, readerGaps, pause) => {
        scans = []
        clock += 5000
        field().focus()
        field().value = ''
        for (const [character, gap] of typed) type(character, gap)
        for (const [index, character] of [...code].entries())
          type(character, index === 0 ? pause : (readerGaps[index % readerGaps.length] ?? 0))
        press('Enter')
        expect(scans.map(({ text }) => text)).toEqual([code])
        expect(field().value).toBe(typed.map(([character]) => character).join(''))
      }),
    )
  })
})

describe('an officer', () => {
  it('keeps every character and every Enter, at the tempo of the fastest hands', () => {
    const keys = fc.array(fc.tuple(fc.constantFrom(...'aeđô0123456789-./ '), fc.integer({ min: 10, max: 30 })), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(keys, fc.integer({ min: 50, max: 300 }), (typed, gap) => {
        scans = []
        clock += 5000
        field().focus()
        field().value = ''
        for (const [index, [character, quick]] of typed.entries()) type(character, index % 2 === 0 ? gap : quick)
        expect(press('Enter', 30).defaultPrevented).toBe(false)
        vi.advanceTimersByTime(500)
        expect(scans).toEqual([])
        expect(field().value).toBe(typed.map(([character]) => character).join(''))
      }),
    )
  })

  it('who types bars slowly is left alone', () => {
    field().focus()
    for (const character of 'a|b|c|d|e') type(character, 200)
    expect(press('Enter').defaultPrevented).toBe(false)
    expect(scans).toEqual([])
  })

  it('who is asked something in a dialog keeps the cursor there', () => {
    openDialog()
    ;(document.querySelector('#ok') as HTMLButtonElement).focus()
    type('7', 4)
    expect(document.activeElement?.id).toBe('ok')
  })

  it('who types a PIN is never listened to', () => {
    document.body.insertAdjacentHTML('beforeend', '<input id="pin" type="password">')
    const pin = document.querySelector('#pin') as HTMLInputElement
    pin.focus()
    expect(read('072190001234').defaultPrevented).toBe(false)
    expect(scans).toEqual([])
  })

  it('may have the text put where the cursor stood', () => {
    field().focus()
    field().setSelectionRange(4, 4)
    expect(typeInto(field(), '893')).toBe(true)
    expect(field().value).toBe('đang893 gõ')
    expect(typeInto(button(), '893')).toBe(false)
  })
})

it('leaves nothing behind', () => {
  detach()
  field().focus()
  read(card)
  vi.advanceTimersByTime(500)
  expect(scans).toEqual([])
  expect(document.querySelectorAll('textarea')).toHaveLength(0)
})
