/** The screen above the counter. No sign-in, no database, nothing of anybody: numbers and windows in big type. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppInfo, Bridge } from '../../../shared/bridge/contract.ts'
import type { ShownBoard } from '../../../shared/bridge/queue.ts'
import { formatTime, localInstant } from '../../ui/time.ts'
import { PracticeBand } from '../practice/practice-band.tsx'
import styles from './board.module.css'
import { findVoice, speak } from './speak.ts'

const askEveryMs = 5_000
const freshMs = 12_000

export function BoardPage({ bridge, now }: { bridge: Bridge; now: () => Date }) {
  const { t } = useTranslation('queue')
  const { board, info, isStale, time } = useBoard(bridge, now)
  const voice = useVoice(board)
  useEffect(() => {
    document.title = t('board.title')
    const onKeyDown = ({ key }: KeyboardEvent) => {
      if (key.toLowerCase() === 'v') voice.toggle()
      if (key.toLowerCase() === 'f') toggleFullScreen()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [t, voice])
  const [latest, ...earlier] = board?.calls ?? []
  return (
    <div className={styles.board}>
      <PracticeBand shown={info?.practice === true} />
      <header className={styles.head}>
        <span>{info?.communeName}</span>
        <time>{formatTime(localInstant(time))}</time>
      </header>
      <main className={styles.main}>
        <section className={styles.latest} aria-live="assertive">
          {latest === undefined ? (
            <p className={styles.welcome}>{t('board.welcome')}</p>
          ) : (
            <div
              key={`${latest.number} ${latest.times}`}
              className={styles.call}
              data-fresh={time.getTime() - Date.parse(latest.at) < freshMs || undefined}
            >
              <span className={styles.number}>{latest.number}</span>
              <span className={styles.window}>{t('board.window', { n: latest.window })}</span>
            </div>
          )}
        </section>
        <table className={styles.earlier} aria-label={t('board.calls')}>
          <thead>
            <tr>
              <th scope="col">{t('board.numberHead')}</th>
              <th scope="col">{t('board.windowHead')}</th>
            </tr>
          </thead>
          <tbody>
            {earlier.map(({ number, window }) => (
              <tr key={number}>
                <td>{number}</td>
                <td>{window}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </main>
      <footer className={styles.foot}>
        {isStale && <strong role="alert">{t('board.offline')}</strong>}
        {board != null && board.series > 1 && <strong>{t('board.series', { series: board.series })}</strong>}
        {board?.waiting.map(({ letter, name, waiting }) => (
          <span key={letter}>
            {letter} · {name}: <b>{waiting}</b>
          </span>
        ))}
        <span className={styles.tools}>
          <button type="button" onClick={voice.toggle} disabled={!voice.isThere}>
            {t(`board.voice.${voice.isThere ? (voice.isOn ? 'on' : 'off') : 'none'}`)} (V)
          </button>
          <button type="button" onClick={toggleFullScreen}>
            {t('board.full')} (F)
          </button>
        </span>
      </footer>
    </div>
  )
}

function toggleFullScreen(): void {
  const change =
    document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen()
  change.catch(() => undefined)
}

/** Told of each change, and asks every few seconds besides: a missed message must not leave people waiting. */
function useBoard(bridge: Bridge, now: () => Date) {
  const [board, setBoard] = useState<ShownBoard | null>(null)
  const [info, setInfo] = useState<AppInfo | null>(null)
  const [isStale, setStale] = useState(false)
  const [time, setTime] = useState(now)
  useEffect(() => {
    let current = true
    const ask = async () => {
      setTime(now())
      try {
        const answer = await bridge.call('queue.board', {})
        if (!current) return
        setBoard(answer)
        setStale(answer?.isCurrent !== true)
      } catch {
        if (current) setStale(true)
      }
    }
    void ask()
    bridge.call('app.info', {}).then(
      (answer) => current && setInfo(answer),
      () => undefined,
    )
    const stops = [bridge.on('queue.changed', () => void ask()), bridge.on('room.changed', () => void ask())]
    const timer = setInterval(() => void ask(), askEveryMs)
    return () => {
      current = false
      for (const stop of stops) stop()
      clearInterval(timer)
    }
  }, [bridge, now])
  return { board, info, isStale, time }
}

/** Reads each new call once. Off until somebody asks for it: browsers let no page speak unasked. */
function useVoice(board: ShownBoard | null) {
  const { t } = useTranslation('queue')
  const [isOn, setOn] = useState(false)
  const [isThere, setThere] = useState(() => findVoice() !== null)
  const said = useRef<string | null>(null)
  useEffect(() => {
    // Voices arrive some time after the page.
    const look = () => setThere(findVoice() !== null)
    globalThis.speechSynthesis?.addEventListener?.('voiceschanged', look)
    return () => globalThis.speechSynthesis?.removeEventListener?.('voiceschanged', look)
  }, [])
  const latest = board?.calls[0]
  useEffect(() => {
    if (latest === undefined) return
    const key = `${latest.number} ${latest.times} ${latest.window}`
    const isNew = said.current !== key
    said.current = key
    if (isOn && isNew) speak(t('board.speak', { number: [...latest.number].join(' '), window: latest.window }))
  }, [latest, isOn, t])
  const toggle = useCallback(() => setOn((before) => !before), [])
  return { isOn, isThere, toggle }
}
