/** An open door in a frame: the one-stop desk. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path d="M4 21V4.5A1.5 1.5 0 0 1 5.5 3h13A1.5 1.5 0 0 1 20 4.5V21" stroke="currentColor" strokeWidth="2" />
      <path d="M2.5 21h19" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <path d="M8 21V7.2l7-2V21z" fill="#f2c14e" />
      <circle cx="13" cy="13.4" r="1" fill="#0b3a5b" />
    </svg>
  )
}
