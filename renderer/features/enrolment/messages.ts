import type { MessageShape } from '../../ui/messages.ts'

const vi = {
  title: 'Ghi danh máy',
  intro:
    'Máy này chưa thuộc bàn làm việc nào. Cán bộ kỹ thuật của xã, phường điền ba ô dưới đây; chỉ làm một lần và cần có mạng.',
  gateway: 'Địa chỉ máy chủ của tỉnh',
  gatewayHint: 'Ví dụ: https://motcua.tayninh.example',
  gatewayWrong: 'Địa chỉ phải bắt đầu bằng https:// hoặc http://',
  code: 'Mã ghi danh dùng một lần',
  codeHint: 'Do tỉnh cấp cho từng máy',
  codeWrong: 'Mã có từ 6 đến 64 ký tự',
  desk: 'Tên bàn làm việc',
  deskHint: 'In trên giấy tờ và hiện trong lịch sử hồ sơ, ví dụ: Quầy 1',
  deskWrong: 'Không được để trống, dài không quá 100 ký tự',
  submit: 'Ghi danh',
  working: 'Đang ghi danh…',
  failedTitle: 'Chưa ghi danh được',
  failure: {
    OFFLINE: 'Không kết nối được tới địa chỉ này. Hãy kiểm tra dây mạng và địa chỉ máy chủ.',
    WRONG_CODE: 'Mã ghi danh không đúng, đã dùng hoặc đã hết hạn. Hãy xin tỉnh mã mới.',
    ALREADY_ENROLLED: 'Máy này đã được ghi danh. Hãy mở lại ứng dụng.',
    SERVER: 'Máy chủ của tỉnh trả lời lỗi. Hãy thử lại sau ít phút.',
    HOST: 'Chương trình chạy nền không trả lời. Hãy đóng và mở lại ứng dụng.',
  },
}

const en: MessageShape<typeof vi> = {
  title: 'Enrol this desk',
  intro: 'This machine belongs to no desk yet. An IT officer fills in the three fields below, once and online.',
  gateway: 'Address of the province’s server',
  gatewayHint: 'For example: https://motcua.tayninh.example',
  gatewayWrong: 'The address must begin with https:// or http://',
  code: 'One-time code',
  codeHint: 'Given by the province, one for each machine',
  codeWrong: 'The code has 6 to 64 characters',
  desk: 'Name of the desk',
  deskHint: 'Printed on papers and shown in histories, for example: Counter 1',
  deskWrong: 'Must not be empty and not longer than 100 characters',
  submit: 'Enrol',
  working: 'Enrolling…',
  failedTitle: 'Not enrolled',
  failure: {
    OFFLINE: 'This address cannot be reached. Please check the cable and the address.',
    WRONG_CODE: 'The code is wrong, used or expired. Please ask the province for a new one.',
    ALREADY_ENROLLED: 'This machine is enrolled already. Please open the app again.',
    SERVER: 'The province’s server answered with an error. Please try again in a few minutes.',
    HOST: 'The background program does not answer. Please close and reopen the app.',
  },
}

export const messages = { vi, en }
