/** What a form needs beside the dossier: who issues it, and the facts of this print. */
import type { Organisation } from '../../reference/organisation.ts'

export interface PrintFacts {
  /** The moment of printing, with the desk's offset. */
  at: string
  reprint: boolean
  /** The how-manieth reprint, from 1; left out: the first. */
  reprintNumber?: number
  /** The paper's own number; null: the dossier's number serves, as in the systems in use. */
  number: string | null
}

export interface FormContext {
  /** The agency above, `Ủy ban nhân dân phường …`. */
  parentAgency: string
  /** The desk, `Trung tâm Phục vụ hành chính công phường …`. */
  agency: string
  agencyPhone: string | null
  agencyWebsite: string | null
  agencyAddress: string | null
  /** Place name before the date, `Tân Ninh`. */
  place: string
  officer: { name: string; title: string }
  /** Public page of a dossier's progress; `{code}` stands for its number. */
  lookupUrl: string | null
  register: { volume: string; entry: string } | null
  print: PrintFacts
}

/** Place names on papers of a commune drop the kind of unit: `phường Tân Ninh` gives `Tân Ninh` (NĐ 30/2020, annex I). */
export function placeName(communeName: string): string {
  return communeName
    .replace(/^(ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+/iu, '')
    .replace(/^(phường|xã|đặc khu)\s+/iu, '')
}

export type IssuingAgencies = Omit<FormContext, 'officer' | 'register' | 'print'>

/**
 * The issuing agencies out of the organisation tree: the desk of the commune and the commune above it. A tree without a
 * desk node still gives a usable head: the commune issues the paper itself.
 */
export function issuingAgencies(
  organisations: readonly Organisation[],
  communeId: string,
  communeName: string,
): IssuingAgencies {
  const ofCommune = organisations.filter((node) => node.communeId === communeId)
  const desk = ofCommune.find((node) => node.kind === 'desk')
  const commune = organisations.find((node) => node.id === desk?.parentId) ?? ofCommune.find(isCommune)
  const name = commune?.name ?? communeName
  const issuer = desk ?? commune
  return {
    parentAgency: withCommittee(name),
    agency: desk?.name ?? `Trung tâm Phục vụ hành chính công ${lowerKind(placeWithKind(name))}`,
    agencyPhone: issuer?.phone ?? null,
    agencyWebsite: issuer?.website ?? null,
    agencyAddress: issuer?.address ?? null,
    place: placeName(name),
    lookupUrl: issuer?.lookupUrl ?? commune?.lookupUrl ?? null,
  }
}

const isCommune = (node: Organisation) => node.kind === 'commune'
const committee = /^(ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+/iu
const placeWithKind = (name: string) => name.replace(committee, '')
const lowerKind = (name: string) => name.replace(/^(Phường|Xã|Đặc khu)\s/u, (kind) => kind.toLowerCase())

function withCommittee(name: string): string {
  return committee.test(name) ? name : `Ủy ban nhân dân ${lowerKind(name)}`
}
