import { useCallback } from 'react'
import { isInDialogOver, isSaveKey } from '../../ui/save-key.ts'

const stops =
  'input:not([disabled]),select:not([disabled]),textarea:not([disabled]),button:not([disabled]):not([tabindex="-1"])'

function focusFirst(root: ParentNode | null | undefined): void {
  root?.querySelector<HTMLElement>(stops)?.focus()
}

function focusNext(form: HTMLElement, from: Element): void {
  const all = [...form.querySelectorAll<HTMLElement>(stops)].filter((element) => element.tabIndex >= 0)
  all[all.indexOf(from as HTMLElement) + 1]?.focus()
}

/** Enter goes to the next field, Alt+digit to a section, Ctrl+Enter saves, Alt+0 refuses. */
export function useFormKeys(save: () => void, refuse: () => void) {
  return useCallback(
    (event: React.KeyboardEvent<HTMLElement>) => {
      const { key, target, currentTarget } = event
      if (isInDialogOver(event)) return
      if (isSaveKey(event)) {
        event.preventDefault()
        save()
      } else if (event.altKey && /^[1-9]$/.test(key)) {
        event.preventDefault()
        focusFirst(currentTarget.querySelector(`[data-section="${key}"]`))
      } else if (event.altKey && key === '0') {
        event.preventDefault()
        refuse()
      } else if (key === 'Enter' && !event.shiftKey && isField(target) && !event.defaultPrevented) {
        event.preventDefault()
        focusNext(currentTarget, target)
      }
    },
    [save, refuse],
  )
}

function isField(target: EventTarget): target is Element {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
}

/** The first wrong field in the order of the page. */
export function focusProblem(root: HTMLElement | null, paths: readonly string[]): void {
  const fields = [...(root?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  const field = fields.find((element) => paths.includes(element.dataset['field'] ?? ''))
  field?.focus()
  field?.scrollIntoView?.({ block: 'center' })
}
