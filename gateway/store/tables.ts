/** The rows of each table. Every key begins with `commune_id`: it is the scope, and one day the distribution column. */
import type { Generated } from 'kysely'

export interface Tables {
  gateway_state: GatewayStateTable
  gateway_restore: GatewayRestoreTable
  commune: CommuneTable
  position_mark: PositionMarkTable
  organisation: OrganisationTable
  desk: DeskTable
  enrolment_code: EnrolmentCodeTable
  event: EventTable
  dossier: DossierTable
  dossier_code: DossierCodeTable
  number_counter: NumberCounterTable
  lease: LeaseTable
  reference: ReferenceTable
  attachment: AttachmentTable
  attachment_dossier: AttachmentDossierTable
  connector: ConnectorTable
  delivery: DeliveryTable
  api_key: ApiKeyTable
}

/** One row: who this gateway is. The app role reads `epoch` and `generation` only. */
export interface GatewayStateTable {
  id: Generated<boolean>
  epoch: string
  /** How often this database was restored from a backup. */
  generation: number
  token_secret: string
  signing_key: string
  /** Which cluster and timeline wrote this database last; a change means that it was moved or restored. */
  server_identity: string
}

/** One row a restore; those that matter to a day pick the band of its new numbers. */
export interface GatewayRestoreTable {
  generation: number
  /** `yyyy-mm-dd` */
  noticed_on: Generated<string>
}

export interface CommuneTable {
  commune_id: string
  name: string
  /** Drawn under this row's lock, which is held until commit: a higher position never commits before a lower one. */
  position: Generated<number>
  /** Hash of the gateway's last own event in this commune, for `previous`. */
  gateway_tail: string | null
}

/** What tells this position from the same position in another life of the database, before or after a restore. */
export interface PositionMarkTable {
  commune_id: string
  position: number
  /** Random. */
  mark: string
}

export interface OrganisationTable {
  /** `*`: above communes. */
  commune_id: string
  id: string
  parent_id: string | null
  kind: string
  name: string
  agency_code: string | null
}

export interface DeskTable {
  commune_id: string
  id: string
  name: string
  organisation_id: string
  /** Raw Ed25519 key, base64url. */
  public_key: string
  enrolled_at: Generated<Date>
  revoked_at: Date | null
}

export interface EnrolmentCodeTable {
  commune_id: string
  code_hash: string
  organisation_id: string
  expires_at: Date
  desk_id: string | null
}

/** Append-only: the app role may neither update nor delete. */
export interface EventTable {
  commune_id: string
  id: string
  dossier_id: string
  position: number
  /** Canonical JSON, exactly as signed. Text, for jsonb cannot hold every string that JSON can. */
  body: string
  received_at: Generated<Date>
}

/** What the events add up to, beside them. Instants are ISO text, as the events state them. */
export interface DossierTable {
  commune_id: string
  id: string
  /** Of its latest event. */
  position: number
  digest: string
  number: string
  number_kind: string
  status: string
  procedure_code: string
  received_at: string
  due_at: string | null
  finished_at: string | null
  attention: boolean
  event_count: number
  bytes: number
}

export interface DossierCodeTable {
  commune_id: string
  code: string
  dossier_id: string
}

export interface NumberCounterTable {
  commune_id: string
  agency_code: string
  day: string
  last: number
}

export interface LeaseTable {
  commune_id: string
  agency_code: string
  day: string
  first: number
  last: number
  desk_id: string
  leased_at: Generated<Date>
}

export interface ReferenceTable {
  /** `*`: the same for the whole province. */
  commune_id: string
  kind: string
  version: string
  body: string
  in_force_from: Generated<Date>
}

/** A scan, named by the SHA-256 of its content, which lies in a file. */
export interface AttachmentTable {
  commune_id: string
  id: string
  media_type: string
  bytes: number
  desk_id: string
  stored_at: Generated<Date>
}

export interface AttachmentDossierTable {
  commune_id: string
  attachment_id: string
  dossier_id: string
}

/** A system of the province that is told of every change. */
export interface ConnectorTable {
  id: string
  url: string
  /** Signs what is sent. */
  secret: string
  active: Generated<boolean>
}

/** The transactional outbox: one row a connector, dossier and position, written with the events themselves. */
export interface DeliveryTable {
  commune_id: string
  connector_id: string
  dossier_id: string
  position: number
  state: Generated<'waiting' | 'delivered' | 'dead'>
  attempts: Generated<number>
  due_at: Generated<Date>
  claimed_until: Date | null
  problem: string | null
  settled_at: Date | null
}

export interface ApiKeyTable {
  key_hash: string
  role: 'core' | 'operator'
  name: string
  created_at: Generated<Date>
  revoked_at: Date | null
}
