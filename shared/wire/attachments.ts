/**
 * Scans on the wire. They travel apart from dossiers, named by their content, so that a dossier arrives while its scan is
 * still on its way and the same paper is stored once.
 *
 * - Upload: tus 1.0 at `v1/attachments` (creation, HEAD, PATCH), `Upload-Metadata`: `sha256` (the id), `mediaType`,
 *   `dossierId`. The gateway checks the hash when the last byte is there; content that does not fit is dropped and the last
 *   PATCH answered with 460.
 * - `HEAD v1/attachments/content/:id`: 200 when the gateway holds it whole, 404 when not.
 * - `GET v1/attachments/content/:id`: its bytes, with its media type.
 */
import { z } from 'zod'
import { lineOfText } from '../dossier/person.ts'

/** SHA-256 of the content, hex. */
export const attachmentIdSchema = z.string().regex(/^[0-9a-f]{64}$/)
export const mediaTypeSchema = z.enum(['application/pdf', 'image/jpeg', 'image/png', 'image/webp'])
export type MediaType = z.infer<typeof mediaTypeSchema>

export const attachmentLimits = {
  /** One scan. */
  bytes: 25 * 1024 * 1024,
  /** A picture of it for lists. */
  thumbnailBytes: 256 * 1024,
} as const

export const attachmentMetadataSchema = z.object({
  sha256: attachmentIdSchema,
  mediaType: mediaTypeSchema,
  dossierId: z.uuid(),
})
export type AttachmentMetadata = z.infer<typeof attachmentMetadataSchema>

/** How a dossier's events name a scan. */
export const attachmentSchema = z.looseObject({
  id: attachmentIdSchema,
  name: lineOfText(200).min(1),
  mediaType: mediaTypeSchema,
  bytes: z.int().min(1).max(attachmentLimits.bytes),
})
export type Attachment = z.infer<typeof attachmentSchema>
