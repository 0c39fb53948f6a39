export const helpAsked = 'mot-cua:help'

/** From a menu, the palette or the settings. */
export function showHelp(): void {
  window.dispatchEvent(new Event(helpAsked))
}
