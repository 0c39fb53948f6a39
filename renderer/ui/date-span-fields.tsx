import type { DateSpan, SpanProblems } from './date-span.ts'
import { TextField } from './text-field.tsx'

interface DateSpanFieldsProps {
  /** In the words of the screen. */
  words: { from: string; to: string; backwards: string }
  span: DateSpan
  problems: SpanProblems
  onChange: (change: Partial<DateSpan>) => void
  autoFocus?: boolean
  className?: string | undefined
}

/** Two fields, each with what is wrong with it. */
export function DateSpanFields({ words, span, problems, onChange, autoFocus, className }: DateSpanFieldsProps) {
  const shared = className === undefined ? {} : { className }
  return (
    <>
      <TextField
        {...shared}
        label={words.from}
        value={span.from}
        problem={problems.from === 'date' ? { code: 'date' } : null}
        error={problems.from === 'backwards' ? words.backwards : null}
        onChange={(from) => onChange({ from })}
        autoFocus={autoFocus === true}
      />
      <TextField
        {...shared}
        label={words.to}
        value={span.to}
        problem={problems.to === 'date' ? { code: 'date' } : null}
        onChange={(to) => onChange({ to })}
      />
    </>
  )
}
