import { Title } from '@mantine/core'
import { useId } from 'react'

interface PanelProps {
  title: React.ReactNode
  /** Beside the title, at the right. */
  aside?: React.ReactNode
  children: React.ReactNode
  order?: 2 | 3
  /** Without inner padding, for tables. */
  flush?: boolean
}

export function Panel({ title, aside, children, order = 2, flush = false }: PanelProps) {
  const id = useId()
  return (
    <section className="mc-panel" aria-labelledby={id}>
      <header>
        <Title id={id} order={order} size="h3" style={{ flex: 1 }}>
          {title}
        </Title>
        {aside}
      </header>
      <div className={flush ? undefined : 'mc-body'}>{children}</div>
    </section>
  )
}
