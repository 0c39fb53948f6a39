import { findPeople, planPersonSearch } from '../../shared/dossier/find-people.ts'
import type { FoundPerson, PersonOfDossier, PersonQuestion } from '../../shared/dossier/find-people.ts'
import { fold } from '../../shared/dossier/fold.ts'
import type { DossierDocument } from './document.ts'
import type { DossierStore } from './dossier-store.ts'
import type { SearchCatalogue } from './search-catalogue.ts'

/** A common name has thousands of dossiers; whoever is meant came lately, or more will be typed. */
const mostDossiers = 60

export async function findStoredPeople(
  { catalogue, store }: { catalogue: SearchCatalogue; store: DossierStore },
  question: PersonQuestion,
): Promise<FoundPerson[]> {
  const texts = planPersonSearch(question)
  const ids = new Set(texts.flatMap((text) => catalogue.find({ text, limit: mostDossiers })))
  const documents = [...(await store.getMany([...ids])).values()]
  return findPeople(documents.flatMap(peopleOf), question)
}

function peopleOf({ body }: DossierDocument): PersonOfDossier[] {
  const { id, number, procedure, receivedAt, submitter, owner } = fold(body.events)
  // Its receipt has not arrived, and with it whoever handed it in.
  if (receivedAt === '') return []
  const facts = { dossierId: id, number: number.code, procedureName: procedure.name, receivedAt }
  return [submitter, ...(owner === null ? [] : [owner])].map((person) => ({ ...facts, person }))
}
