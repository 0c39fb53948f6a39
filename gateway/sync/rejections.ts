/** The province's words for an officer whose dossier was not taken. They name no person and quote nothing sent. */
import type { Rejection, RejectionCode } from '../../shared/wire/messages.ts'

const words: Record<RejectionCode, string> = {
  INVALID_EVENT: 'Hồ sơ có nội dung không đúng mẫu nên tỉnh chưa nhận. Hãy xem mục được nêu và sửa lại.',
  BAD_SIGNATURE: 'Chữ ký của quầy trên hồ sơ không đúng. Hãy chuyển cho bộ phận hỗ trợ kiểm tra máy của quầy.',
  EVENT_CHANGED: 'Tỉnh đã có việc này với nội dung khác. Không được sửa việc đã ghi; hãy chuyển cho bộ phận hỗ trợ.',
  OUT_OF_SCOPE: 'Hồ sơ thuộc xã, phường khác; quầy này không được gửi.',
  NUMBER_TAKEN: 'Số hồ sơ này đã thuộc về một hồ sơ khác. Cần kiểm tra lại hai hồ sơ và cấp số mới cho một hồ sơ.',
  UNKNOWN_DESK: 'Hồ sơ có việc do một quầy chưa đăng ký với tỉnh ghi.',
  INTERNAL: 'Tỉnh chưa xử lý được hồ sơ này. Hồ sơ vẫn còn nguyên tại quầy và sẽ được gửi lại.',
}

export function reject(
  code: RejectionCode,
  at: { eventId?: string | null; path?: string | null; otherDossierId?: string | null } = {},
): Rejection {
  return {
    code,
    message: words[code],
    eventId: at.eventId ?? null,
    path: at.path?.slice(0, 300) ?? null,
    otherDossierId: at.otherDossierId ?? null,
  }
}
