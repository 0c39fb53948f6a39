import { useEffect, useState } from 'react'
import { planPersonSearch } from '../../../shared/dossier/find-people.ts'
import type { FoundPerson } from '../../../shared/dossier/find-people.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { PersonEntry } from './form.ts'

const waitMs = 150

export interface People {
  found: FoundPerson[]
  failed: boolean
}
const nobody: People = { found: [], failed: false }

/** Asked as one types; an answer that was overtaken is dropped. */
export function usePeople({ idNumber, name, phone }: PersonEntry, without: string): People {
  const { db } = useDesk()
  const [people, setPeople] = useState(nobody)
  useEffect(() => {
    const question = { idNumber, name, phone }
    if (planPersonSearch(question).length === 0) {
      setPeople(nobody)
      return
    }
    let stale = false
    const timer = setTimeout(() => {
      db.findPeople(question).then(
        (found) =>
          stale ? undefined : setPeople({ found: found.filter((one) => one.dossierId !== without), failed: false }),
        () => (stale ? undefined : setPeople({ found: [], failed: true })),
      )
    }, waitMs)
    return () => {
      stale = true
      clearTimeout(timer)
    }
  }, [db, idNumber, name, phone, without])
  return people
}
