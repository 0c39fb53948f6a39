/** Every problem code the gateway may answer with. Codes are for ever; a desk decides by them, never by the words. */
export const problems = {
  BAD_REQUEST: { status: 400, title: 'Yêu cầu không đúng mẫu.' },
  UNAUTHENTICATED: { status: 401, title: 'Phiên làm việc không có hoặc đã hết hạn.' },
  UNKNOWN_DESK: { status: 401, title: 'Quầy chưa được đăng ký, hoặc chữ ký không đúng.' },
  DESK_REVOKED: { status: 403, title: 'Quầy đã bị thu hồi quyền kết nối.' },
  FORM_EXPIRED: { status: 403, title: 'Trang này đã cũ; xin tải lại rồi làm lại.' },
  ENROLMENT_CODE_INVALID: { status: 403, title: 'Mã đăng ký quầy không đúng, đã dùng hoặc đã hết hạn.' },
  NOT_FOUND: { status: 404, title: 'Không có địa chỉ này.' },
  REFERENCE_NOT_FOUND: { status: 404, title: 'Không có phiên bản dữ liệu dùng chung này.' },
  ATTACHMENT_NOT_FOUND: { status: 404, title: 'Tỉnh chưa có tệp này.' },
  ATTACHMENTS_NOT_OFFERED: { status: 404, title: 'Tỉnh không nhận tệp đính kèm qua cổng này.' },
  COMMUNE_UNKNOWN: { status: 422, title: 'Không có xã, phường này trong hệ thống.' },
  ONLINE_CHANGED: { status: 409, title: 'Hồ sơ trực tuyến này đã được nhận với nội dung khác.' },
  NUMBER_TAKEN: { status: 409, title: 'Mã hồ sơ này đã thuộc về một hồ sơ khác.' },
  LEASE_NOT_OFFERED: { status: 409, title: 'Tỉnh không cấp trước dải số hồ sơ cho quầy này.' },
  LEASE_DATE_REFUSED: { status: 409, title: 'Không cấp trước số hồ sơ cho ngày này.' },
  NUMBERS_EXHAUSTED: { status: 409, title: 'Đã hết số hồ sơ của ngày này.' },
  TOO_LARGE: { status: 413, title: 'Dữ liệu gửi lên quá lớn.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'Kiểu dữ liệu gửi lên không được hỗ trợ.' },
  BUNDLE_REFUSED: { status: 422, title: 'Không nhận được tệp chuyển bằng USB này.' },
  RATE_LIMITED: { status: 429, title: 'Gửi quá nhiều yêu cầu; xin thử lại sau.' },
  INTERNAL: { status: 500, title: 'Lỗi phía tỉnh.' },
  BUSY: { status: 503, title: 'Hệ thống của tỉnh đang bận; xin thử lại sau.' },
} as const

export type ProblemCode = keyof typeof problems
