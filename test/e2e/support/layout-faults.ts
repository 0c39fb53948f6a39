/** What a page in large type on a small screen may get wrong, found where it is drawn. Runs in the page. */

/** In words for whoever reads the failed test; empty: nothing is wrong. */
export function findLayoutFaults(): string[] {
  const dialog = document.querySelector('[role=dialog][aria-modal=true]')
  // While the desk is locked its work is still there, out of sight.
  const main = [...document.querySelectorAll('main')].findLast((one) => one.checkVisibility()) ?? null
  const place = dialog ?? document.body
  const canvas = document.createElement('canvas').getContext('2d')
  const found = new Set<string>()

  const name = (element: Element): string => {
    const words = element.getAttribute('aria-label') ?? element.textContent ?? ''
    return `${element.tagName.toLowerCase()} “${words.trim().slice(0, 60)}”`
  }
  const scrollsSideways = (element: Element): boolean => {
    const { overflowX } = getComputedStyle(element)
    return overflowX === 'auto' || overflowX === 'scroll'
  }
  const isOverfull = (element: Element): boolean => element.scrollWidth > element.clientWidth + 1
  const isHidden = (element: Element): boolean => {
    const { width, height } = element.getBoundingClientRect()
    const { visibility, clipPath } = getComputedStyle(element)
    if (width < 2 || height < 2 || visibility === 'hidden' || clipPath === 'inset(50%)') return true
    // Of a closed `details`, say.
    return !element.checkVisibility()
  }
  /** A list that may be scrolled by itself: registers are wider than any screen. */
  const isInList = (element: Element): boolean => {
    for (let at = element.parentElement; at !== null && at !== main && at !== dialog; at = at.parentElement)
      if (scrollsSideways(at)) return true
    return false
  }
  const checkWords = (element: Element): void => {
    for (const part of [element, ...element.querySelectorAll('*')]) {
      if (isHidden(part) || part.closest('svg') !== null) continue
      if (getComputedStyle(part).overflowX !== 'visible' && isOverfull(part)) found.add(`${name(element)} is cut`)
    }
  }
  const checkReach = (element: Element): void => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const above = document.elementFromPoint(left + width / 2, top + height / 2)
    const isFree = above === null || element.contains(above) || above.contains(element)
    if (!isFree) found.add(`${name(element)} lies under ${name(above)}`)
  }
  const checkShown = (field: HTMLInputElement | HTMLSelectElement): void => {
    const style = getComputedStyle(field)
    const room = field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
    const chosen = field instanceof HTMLSelectElement ? field.selectedOptions[0]?.textContent : field.placeholder
    if (canvas === null) return
    canvas.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    if (canvas.measureText(chosen ?? '').width > room + 1) found.add(`${name(field)} shows only part of “${chosen}”`)
  }

  for (const element of [document.documentElement, main])
    if (element !== null && isOverfull(element)) found.add(`${element.tagName.toLowerCase()} is wider than the screen`)
  // The shell fills the window, and its parts scroll: a page that scrolls as well would push the status out of sight.
  const { scrollHeight, clientHeight } = document.documentElement
  const hasShell = main?.id === 'main'
  if (hasShell && scrollHeight > clientHeight + 1) found.add('html is taller than the screen')
  for (const element of dialog === null ? [] : [dialog, ...dialog.querySelectorAll('*')])
    if (scrollsSideways(element) && isOverfull(element)) found.add(`the dialog scrolls sideways: ${name(element)}`)
  for (const element of place.querySelectorAll('button,a,input,select,textarea,label,legend,h1,h2')) {
    if (isHidden(element) || element.closest('.mc-visually-hidden,[inert]') !== null) continue
    element.scrollIntoView({ block: 'center', inline: 'nearest' })
    const { left, right } = element.getBoundingClientRect()
    if (!isInList(element) && (right > innerWidth + 1 || left < -1)) found.add(`${name(element)} is off the screen`)
    if (element.matches('button,a,label,legend,h1,h2')) checkWords(element)
    if (element.matches('button:not(:disabled)')) checkReach(element)
    if (element instanceof HTMLSelectElement) checkShown(element)
    else if (element instanceof HTMLInputElement && element.value === '') checkShown(element)
  }
  main?.scrollTo(0, 0)
  return [...found]
}
