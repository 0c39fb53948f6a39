import type { i18n } from 'i18next'
import { I18nextProvider } from 'react-i18next'
import type { Bridge } from '../../shared/bridge/contract.ts'
import { BoardPage } from '../features/queue/board-page.tsx'

export function BoardApp({ bridge, now, i18n }: { bridge: Bridge; now: () => Date; i18n: i18n }) {
  return (
    <I18nextProvider i18n={i18n}>
      <BoardPage bridge={bridge} now={now} />
    </I18nextProvider>
  )
}
