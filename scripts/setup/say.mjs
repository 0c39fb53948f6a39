// What the set-up tells the person at the terminal: one line a step, so that a slow one is seen to be running.
const started = Date.now()

export function say(text) {
  const seconds = ((Date.now() - started) / 1000).toFixed(0).padStart(3)
  process.stdout.write(`[${seconds} s] ${text}\n`)
}

/** Says every ten seconds that a step is still running. Returns how to stop saying so. */
export function keepSaying(text) {
  const timer = setInterval(() => say(`${text} …`), 10_000)
  timer.unref()
  return () => clearInterval(timer)
}
