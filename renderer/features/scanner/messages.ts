import type { MessageShape } from '../../ui/messages.ts'

const vi = {
  title: 'Mã vừa quét',
  dialogOpen: 'Đang mở một hộp thoại nên mã chưa được dùng. Hãy hoàn tất hoặc đóng hộp thoại rồi quét lại.',
  notHere: 'Máy này chưa có hồ sơ mang mã vừa quét. Nếu hồ sơ do máy khác tiếp nhận, hãy đồng bộ (F6) rồi quét lại.',
  several: 'Có {{n}} hồ sơ mang mã này; hãy chọn trong danh sách.',
  lookupFailed: 'Chưa tra được mã vừa quét. Hãy quét lại.',
  cardUnread: 'Chưa đọc được thẻ căn cước. {{problem}}',
  ticket: 'Đây là vé số thứ tự, không phải mã hồ sơ. Hãy quét giấy tiếp nhận hoặc thẻ căn cước.',
  strange: {
    webAddress: 'Đây là địa chỉ một trang web, không phải mã hồ sơ.',
    payment: 'Đây là mã QR thanh toán, không phải mã hồ sơ.',
    post: 'Đây là mã bưu gửi, không phải mã hồ sơ.',
    digits: 'Đây là dãy {{n}} chữ số, không phải mã hồ sơ hay thẻ căn cước.',
    code: 'Đây là mã gồm {{n}} ký tự, không phải mã hồ sơ hay thẻ căn cước.',
    text: 'Đây là đoạn văn bản gồm {{n}} ký tự, không phải mã hồ sơ hay thẻ căn cước.',
  },
  whatToDo: 'Hãy quét mã trên giấy tiếp nhận hoặc mã QR trên thẻ căn cước.',
  putIn: 'Đưa vào ô đang nhập',
  close: 'Đóng thông báo',
}

const en: MessageShape<typeof vi> = {
  title: 'Scanned code',
  dialogOpen: 'A dialog is open, so the code was not used. Finish or close the dialog and scan again.',
  notHere:
    'This machine has no dossier with the scanned code. If another desk took it in, synchronise (F6) and scan again.',
  several: '{{n}} dossiers carry this code; choose one from the list.',
  lookupFailed: 'The scanned code could not be looked up. Please scan again.',
  cardUnread: 'The ID card could not be read. {{problem}}',
  ticket: 'This is a queue ticket, not a dossier code. Scan a receipt or an ID card.',
  strange: {
    webAddress: 'This is the address of a web page, not a dossier code.',
    payment: 'This is a payment QR code, not a dossier code.',
    post: 'This is a postal code of a letter or parcel, not a dossier code.',
    digits: 'These are {{n}} digits, neither a dossier code nor an ID card.',
    code: 'This is a code of {{n}} characters, neither a dossier code nor an ID card.',
    text: 'This is a text of {{n}} characters, neither a dossier code nor an ID card.',
  },
  whatToDo: 'Scan the code on a receipt or the QR code of an ID card.',
  putIn: 'Put it into the field',
  close: 'Close the notice',
}

export const messages = { vi, en }
