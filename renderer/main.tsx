import '@fontsource/be-vietnam-pro/400.css'
import '@fontsource/be-vietnam-pro/500.css'
import '@fontsource/be-vietnam-pro/600.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './app/app.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { BoardApp } from './app/board-app.tsx'
import { getBridge } from './app/bridge/get-bridge.ts'
import { createI18n } from './app/i18n.ts'
import { rememberedLanguage } from './app/language.ts'
import { openDatabase } from './app/open-database.ts'

const language = rememberedLanguage()
document.documentElement.lang = language
const root = document.querySelector('#root')
if (root === null) throw new Error('The page has no #root')
const services = { bridge: getBridge(), openDatabase, now: () => new Date() }
const i18n = createI18n(language)
// The screen above the counter is a window of its own, which nobody signs in to.
const isBoard = window.location.pathname === '/board'
createRoot(root).render(
  isBoard ? (
    <BoardApp bridge={services.bridge} now={services.now} i18n={i18n} />
  ) : (
    <App services={services} i18n={i18n} />
  ),
)
