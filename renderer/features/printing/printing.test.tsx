import { MantineProvider } from '@mantine/core'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { I18nextProvider } from 'react-i18next'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sampleEvent } from '../../../test/support/event-builder.ts'
import type { DossierEvent, EventDraft, PayloadOf } from '../../../shared/dossier/event.ts'
import { fold } from '../../../shared/dossier/fold.ts'
import { practiceMark } from '../../../shared/forms/papers.ts'
import type { Paper } from '../../../shared/forms/papers.ts'
import { DeskProvider } from '../../app/desk-context.tsx'
import type { Desk } from '../../app/desk-context.tsx'
import { createI18n } from '../../app/i18n.ts'
import type { SaveResult } from '../../database/desk-database.ts'
import type { PrintingPorts } from './ports.ts'
import { PrintingProvider, usePrinting } from './printing-provider.tsx'

// jsdom draws nothing; what the canvas shows is looked at in a real browser.
HTMLCanvasElement.prototype.getContext = (() => null) as typeof HTMLCanvasElement.prototype.getContext

const bytes = new TextEncoder().encode('%PDF-1.3 sample')
const code = '000.00.01.H53-261124-0001'

/** A desk of one dossier whose host answers as told. */
interface Options {
  answer?: string
  save?: () => SaveResult
  broken?: boolean
  slow?: boolean
  practice?: boolean
}
function setUp(options: Options = {}) {
  const events: DossierEvent[] = [sampleEvent('received', 1)]
  const calls: { method: string; params: Record<string, unknown> }[] = []
  const saved: EventDraft[] = []
  const drawn: Pick<Paper, 'view' | 'definition' | 'watermark'>[] = []
  const answers = { print: options.answer ?? 'printed' }
  const db = {
    get: async (id: string) => (id === 'lost' ? null : { dossier: fold(events), events }),
    save: async (drafts: readonly EventDraft[]): Promise<SaveResult> => {
      const result = options.save?.() ?? { kind: 'saved', events: [] }
      if (result.kind === 'saved') saved.push(...drafts)
      return result
    },
  }
  const bridge = {
    call: async (method: string, params: Record<string, unknown>) => {
      calls.push({ method, params })
      if (answers.print === 'gone') throw new Error('host gone')
      return method === 'printing.print' ? { kind: answers.print } : { kind: 'saved', path: '/x.pdf' }
    },
  }
  const desk = {
    bridge,
    db,
    info: { communeId: '25459', communeName: 'Phường Tân Ninh', practice: options.practice },
    officer: { id: 'can-bo-1', name: 'Lê Văn Đức', title: '' },
    officers: [{ id: 'can-bo-1', name: 'Lê Văn Đức', title: '' }],
    reference: { catalogue: null, calendar: null, organisations: [] },
    now: () => new Date('2026-11-24T02:15:00Z'),
    lock: vi.fn(),
    signOut: vi.fn(),
  } as unknown as Desk
  const ports: PrintingPorts = {
    makePdf: async (paper, { signal, onProgress } = {}) => {
      if (options.slow === true) {
        onProgress?.(0.4)
        await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
      }
      if (options.broken === true) throw new Error('no fonts')
      drawn.push(paper)
      return bytes
    },
    openPages: async () => ({
      count: 2,
      size: async () => ({ width: 560, height: 794 }),
      draw: async () => undefined,
      isLocked: async () => false,
      text: async (page) => `chữ của trang ${page}`,
      close: () => undefined,
    }),
  }
  return { desk, ports, calls, saved, drawn, events, answers }
}

function Opener({ id }: { id: string }) {
  const { openReceipt, open } = usePrinting()
  return (
    <>
      <button onClick={() => openReceipt(id)}>biên nhận</button>
      <button onClick={() => open({ form: 'refusal', dossierId: id })}>từ chối</button>
    </>
  )
}

async function show(world: ReturnType<typeof setUp>, id = 'x', button = 'biên nhận') {
  const user = userEvent.setup()
  render(
    <I18nextProvider i18n={createI18n('vi')}>
      <MantineProvider env="test">
        <DeskProvider value={world.desk}>
          <PrintingProvider ports={world.ports}>
            <Opener id={id} />
          </PrintingProvider>
        </DeskProvider>
      </MantineProvider>
    </I18nextProvider>,
  )
  await user.click(screen.getByText(button))
  return user
}

const ready = () => screen.findByRole('img', { name: 'Trang 2 trên 2' })
const numberOf = (paper: Pick<Paper, 'view'> | undefined) =>
  (paper?.view['print'] as { reprintNumber: string } | undefined)?.reprintNumber
const printOf = (draft: EventDraft | undefined) => draft?.payload as PayloadOf<'printed'>

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

describe('the preview', () => {
  it('shows every page, readable without eyes, and records nothing by itself', async () => {
    const world = setUp()
    await show(world)
    await ready()
    await screen.findByText('chữ của trang 1')
    expect(world.saved).toEqual([])
    expect(world.calls).toEqual([])
  })

  it('prints what it shows, and only then records it', async () => {
    const world = setUp()
    const user = await show(world)
    await ready()
    await user.click(screen.getByRole('button', { name: /^In/ }))
    await screen.findByText('Đã chuyển cho máy in và ghi vào hồ sơ')
    expect(world.calls).toHaveLength(1)
    expect(world.calls[0]).toMatchObject({ method: 'printing.print', params: { pdf: bytes } })
    expect(world.saved).toHaveLength(1)
    expect(world.saved[0]).toMatchObject({ dossierId: 'x', type: 'printed', at: '2026-11-24T09:15:00+07:00' })
    expect(printOf(world.saved[0])).toEqual({
      form: 'receipt',
      formSet: 'TT03_2025',
      number: code,
      reprint: false,
      version: '2026-11-24.1',
    })
  })

  it('a practice desk’s paper has its mark, also when it is printed again, and in the name of its file', async () => {
    const world = setUp({ practice: true })
    const user = await show(world)
    await ready()
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(1))
    const name = `TAP-HUAN_Giay-tiep-nhan-ho-so-va-hen-tra-ket-qua_${code}.pdf`
    expect(world.calls.at(-1)?.params).toMatchObject({ suggestedName: name })
    await user.keyboard('{Control>}p{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(2))
    expect(world.drawn.map(({ watermark }) => watermark)).toEqual(Array(world.drawn.length).fill(practiceMark))
  })

  it('by keyboard: Ctrl+P prints, Ctrl+S saves, + and − zoom, Escape closes', async () => {
    const world = setUp()
    const user = await show(world)
    await ready()
    await user.keyboard('{Control>}p{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(1))
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(2))
    expect(world.calls.at(-1)).toMatchObject({
      method: 'printing.savePdf',
      params: { suggestedName: `Giay-tiep-nhan-ho-so-va-hen-tra-ket-qua_${code}.pdf` },
    })
    await user.keyboard('+')
    expect(screen.getByText('150 %')).toBeTruthy()
    await user.keyboard('--')
    expect(screen.getByText('100 %')).toBeTruthy()
    await user.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('the second paper out of one preview is marked as a reprint', async () => {
    const world = setUp()
    const user = await show(world)
    await ready()
    await user.keyboard('{Control>}p{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(1))
    await user.keyboard('{Control>}p{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(2))
    expect(world.saved.map((draft) => printOf(draft).reprint)).toEqual([false, true])
    expect(world.drawn.map(({ view }) => (view['print'] as { reprint: boolean }).reprint)).toEqual([false, true])
  })

  it.each([
    ['saved, then printed', 's', 'p'],
    ['printed, then saved', 'p', 's'],
    ['saved twice', 's', 's'],
  ])('%s: the second is the first reprint, in the history and on the paper', async (_, first, second) => {
    const world = setUp()
    const user = await show(world)
    await ready()
    await user.keyboard(`{Control>}${first}{/Control}`)
    await waitFor(() => expect(world.saved).toHaveLength(1))
    await user.keyboard(`{Control>}${second}{/Control}`)
    await waitFor(() => expect(world.saved).toHaveLength(2))
    expect(world.saved.map((draft) => printOf(draft).reprint)).toEqual([false, true])
    expect(world.drawn.map(numberOf)).toEqual(['', '1'])
  })

  it('what was cancelled is no reprint: the next that goes out is not counted twice', async () => {
    const world = setUp()
    const user = await show(world)
    await ready()
    await user.keyboard('{Control>}p{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(1))
    world.answers.print = 'cancelled'
    await user.keyboard('{Control>}p{/Control}')
    await screen.findByText(/chưa ghi gì vào hồ sơ/)
    world.answers.print = 'printed'
    await user.keyboard('{Control>}p{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(2))
    expect(numberOf(world.drawn.at(-1))).toBe('1')
  })

  it('a paper printed on another day says so before it is printed', async () => {
    const world = setUp()
    const payload = { form: 'receipt', formSet: 'TT03_2025' as const, number: code, reprint: false }
    world.events.push(sampleEvent('printed', 2, { payload }))
    const user = await show(world)
    await ready()
    expect(screen.getByText('Bản in lại')).toBeTruthy()
    await user.keyboard('{Control>}p{/Control}')
    await waitFor(() => expect(printOf(world.saved[0]).reprint).toBe(true))
  })

  it('cancelled at the printer: nothing is recorded', async () => {
    const world = setUp({ answer: 'cancelled' })
    const user = await show(world)
    await ready()
    await user.keyboard('{Control>}p{/Control}')
    await screen.findByText(/chưa ghi gì vào hồ sơ/)
    expect(world.saved).toEqual([])
  })

  it('a host that does not answer: said plainly, nothing recorded, and printing works once it is back', async () => {
    const world = setUp({ answer: 'gone' })
    const user = await show(world)
    await ready()
    await user.keyboard('{Control>}p{/Control}')
    await screen.findByText(/Không in được/)
    expect(world.saved).toEqual([])
    world.answers.print = 'printed'
    await user.keyboard('{Control>}p{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(1))
    expect(printOf(world.saved[0]).reprint).toBe(false)
  })

  it('printed but not recorded (full disk): says which, and records without printing again', async () => {
    let full = true
    const failed = { kind: 'failed', code: 'DISK_FULL', lastKnownInstant: null } as const
    const world = setUp({ save: () => (full ? failed : { kind: 'saved', events: [] }) })
    const user = await show(world)
    await ready()
    await user.keyboard('{Control>}p{/Control}')
    await screen.findByText(/Không cần in lại; chỉ cần ghi lại/)
    full = false
    await user.click(screen.getByRole('button', { name: 'Lưu lại' }))
    await waitFor(() => expect(world.saved).toHaveLength(1))
    expect(world.calls.filter(({ method }) => method === 'printing.print')).toHaveLength(1)
  })

  it('held down, Ctrl+P prints once', async () => {
    const world = setUp()
    await show(world)
    await ready()
    for (const repeat of [false, true, true])
      window.dispatchEvent(new KeyboardEvent('keydown', { key: 'p', ctrlKey: true, repeat, cancelable: true }))
    await waitFor(() => expect(world.saved).toHaveLength(1))
    expect(world.calls).toHaveLength(1)
  })

  it.each([
    ['lost', 'biên nhận', /Không tìm thấy hồ sơ/],
    ['x', 'từ chối', /chưa có nội dung/],
  ])('a paper that cannot be (%s, %s) is a sentence, not a blank', async (id, button, words) => {
    const world = setUp()
    await show(world, id, button)
    await screen.findByText(words)
    expect(screen.getByRole('button', { name: /^In/ })).toHaveProperty('disabled', true)
  })

  it('a paper that cannot be drawn is a sentence, too', async () => {
    await show(setUp({ broken: true }))
    expect(await screen.findByText(/Không dựng được giấy này/)).toBeTruthy()
  })
})

describe('a long paper', () => {
  it('shows how far it is, and closing cancels the drawing', async () => {
    const world = setUp({ slow: true })
    const signals: (AbortSignal | undefined)[] = []
    const { makePdf } = world.ports
    world.ports.makePdf = (paper, options) => {
      signals.push(options?.signal)
      return makePdf(paper, options)
    }
    const user = await show(world)
    expect(await screen.findByText('40 %')).toBeTruthy()
    await user.click(screen.getByRole('button', { name: 'Thôi' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(signals.map((signal) => signal?.aborted)).toEqual([true])
    expect(world.drawn).toEqual([])
  })
})

describe('a host without printing of its own', () => {
  it('saves through the page’s download', async () => {
    const created = vi.fn((_blob: Blob) => 'blob:x')
    URL.createObjectURL = created
    URL.revokeObjectURL = vi.fn()
    const names: string[] = []
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
    const world = setUp()
    world.desk.bridge.call = (async () => ({ kind: 'useDownload' })) as unknown as Desk['bridge']['call']
    const user = await show(world)
    await ready()
    await user.keyboard('{Control>}s{/Control}')
    await waitFor(() => expect(world.saved).toHaveLength(1))
    expect(names).toEqual([`Giay-tiep-nhan-ho-so-va-hen-tra-ket-qua_${code}.pdf`])
    const blob = created.mock.calls[0]?.[0]
    expect(blob?.type).toBe('application/pdf')
    expect(blob?.size).toBe(bytes.length)
  })
})
