/** Why a desk cannot start. The message is for the officer or the IT person in front of it; it holds no personal data. */
const messages = {
  FOLDER_IN_USE: 'Thư mục dữ liệu này đang được một cửa sổ Một Cửa khác sử dụng. Hãy đóng cửa sổ đó rồi mở lại.',
  VAULT_MISSING:
    'Không tìm thấy kho khoá của bàn làm việc này. Không tạo khoá mới để tránh mất dữ liệu cũ; hãy báo bộ phận CNTT khôi phục bằng bản khoá dự phòng.',
  VAULT_DAMAGED:
    'Kho khoá của bàn làm việc bị hỏng. Dữ liệu vẫn còn nguyên; hãy báo bộ phận CNTT khôi phục bằng bản khoá dự phòng.',
  VAULT_FOREIGN:
    'Kho khoá thuộc về một tài khoản hoặc một máy khác. Hãy đăng nhập đúng tài khoản của máy, hoặc khôi phục bằng bản khoá dự phòng.',
  WRONG_PASSPHRASE: 'Mật khẩu khôi phục không đúng.',
  RECOVERY_MISSING: 'Không có bản khoá dự phòng trong thư mục dữ liệu này.',
  RECOVERY_DAMAGED: 'Bản khoá dự phòng bị hỏng.',
  JOURNAL_FOREIGN:
    'Nhật ký của bàn làm việc được ghi bằng một khoá khác, nên không đọc được. Hãy báo bộ phận CNTT; không xoá thư mục dữ liệu.',
  ALREADY_A_DESK: 'Thư mục dữ liệu này đã là một bàn làm việc; không khôi phục đè lên.',
  PRACTICE_DESK: 'Thư mục dữ liệu này thuộc chế độ tập huấn, không dùng cho bàn làm việc thật. Hãy báo bộ phận CNTT.',
  REAL_DESK: 'Thư mục dữ liệu này không thuộc chế độ tập huấn; chế độ tập huấn không mở nó.',
  DESK_DAMAGED: 'Tệp cấu hình bàn làm việc (desk.json) bị hỏng. Hãy báo bộ phận CNTT.',
} as const

export type HostStartCode = keyof typeof messages

export class HostStartError extends Error {
  readonly code: HostStartCode
  constructor(code: HostStartCode, options?: ErrorOptions) {
    super(messages[code], options)
    this.name = 'HostStartError'
    this.code = code
  }
}
