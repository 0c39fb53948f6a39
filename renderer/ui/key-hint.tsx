/** A key to press, shown beside what it does. Screen readers get the key from `aria-keyshortcuts` of the control itself. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <kbd className="mc-key" aria-hidden="true">
      {keys}
    </kbd>
  )
}
