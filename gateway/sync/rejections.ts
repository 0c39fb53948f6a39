/** The province's words for an officer whose dossier was not taken. They name no person and quote nothing sent. */
import type { Rejection, RejectionCode } from '../../shared/wire/messages.ts'
import { vi } from '../words/vi.ts'

export function reject(
  code: RejectionCode,
  at: { eventId?: string | null; path?: string | null; otherDossierId?: string | null } = {},
): Rejection {
  return {
    code,
    message: vi.rejections[code],
    eventId: at.eventId ?? null,
    path: at.path?.slice(0, 300) ?? null,
    otherDossierId: at.otherDossierId ?? null,
  }
}
