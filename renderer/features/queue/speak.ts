/** The machine's own Vietnamese voice; null: it has none (then the board stays silent and says so). */
export function findVoice(): SpeechSynthesisVoice | null {
  const { speechSynthesis } = globalThis as { speechSynthesis?: SpeechSynthesis }
  return speechSynthesis?.getVoices().find(({ lang }) => /^vi\b/i.test(lang)) ?? null
}

export function speak(text: string): void {
  const voice = findVoice()
  if (voice === null) return
  const utterance = new SpeechSynthesisUtterance(text)
  utterance.voice = voice
  utterance.lang = voice.lang
  utterance.rate = 0.9
  speechSynthesis.speak(utterance)
}
