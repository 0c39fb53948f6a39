import { useEffect, useState } from 'react'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow, SearchQuery } from '../../database/desk-database.ts'

export interface Results {
  rows: DossierRow[]
  failed: boolean
}

/** Asked as one types; an answer that was overtaken is dropped. undefined: not answered yet. */
export function useSearch(query: SearchQuery): Results | undefined {
  const { db } = useDesk()
  const [results, setResults] = useState<Results>()
  const key = JSON.stringify(query)
  useEffect(() => {
    const subscription = db.watchSearch(query).subscribe({
      next: (rows) => setResults({ rows, failed: false }),
      error: () => setResults({ rows: [], failed: true }),
    })
    return () => subscription.unsubscribe()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `key` stands for the query.
  }, [db, key])
  return results
}
