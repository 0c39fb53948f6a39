import type { MessageShape } from '../../ui/messages.ts'

const vi = {
  band: 'TẬP HUẤN – KHÔNG CÓ GIÁ TRỊ',
  bandDetail: 'Dữ liệu ở đây không gửi về tỉnh',
  open: 'Mở chế độ tập huấn',
  openDetail: 'Một bàn làm việc để thử: dữ liệu riêng, không bao giờ nối với tỉnh.',
  openFailed: 'Chưa mở được chế độ tập huấn. Hãy thử lại.',
  openBlocked: 'Trình duyệt chặn cửa sổ mới. Hãy cho phép cửa sổ bật lên rồi thử lại.',
  pin: 'Mã PIN tập huấn của mọi cán bộ: {{pin}}',
  reset: 'Xóa dữ liệu tập huấn, làm lại từ đầu',
  resetAsk:
    'Xóa mọi hồ sơ, bản nháp và hàng chờ của chế độ tập huấn? Không lấy lại được. Dữ liệu thật không bị đụng đến.',
  resetDo: 'Xóa và làm lại',
  resetFailed: 'Chưa xóa được. Hãy đóng các cửa sổ tập huấn khác rồi thử lại.',
  tour: {
    title: 'Tiếp nhận hồ sơ đầu tiên',
    step: 'Bước {{n}}/{{total}}',
    next: 'Xong bước này',
    close: 'Đóng hướng dẫn',
    again: 'Hướng dẫn tiếp nhận hồ sơ đầu tiên',
    copy: 'Chép mã thẻ mẫu',
    copied: 'Đã chép',
    start: 'Nhấn F2 để mở màn hình tiếp nhận.',
    procedure: 'Gõ vài chữ của tên thủ tục, ví dụ “xac nhan tinh trang”, rồi nhấn Enter để chọn.',
    card: 'Quét thẻ căn cước của người nộp. Chưa có máy quét: chép mã thẻ mẫu dưới đây, bấm vào ô “Quét thẻ căn cước” rồi dán (Ctrl+V).',
    check: 'Điền điện thoại, đánh dấu giấy tờ đã nhận. Bên phải là ngày hẹn trả và cách tính.',
    save: 'Nhấn Ctrl+Enter để lưu. Khi màn hình báo đã lưu, hồ sơ đã nằm trên đĩa của máy.',
    print:
      'Nhấn Enter ở nút “In giấy tiếp nhận” để xem giấy, Ctrl+P để in. Giấy tập huấn có dòng chữ báo không có giá trị.',
    end: 'Bạn đã tiếp nhận xong một hồ sơ. Thử tiếp: F3 tra cứu, F4 trả kết quả, F8 bàn giao, F9 lấy số.',
  },
}

const en: MessageShape<typeof vi> = {
  band: 'PRACTICE – NOT VALID',
  bandDetail: 'Nothing here is sent to the province',
  open: 'Open practice mode',
  openDetail: 'A desk to try things on: data of its own, never connected to the province.',
  openFailed: 'Practice mode could not be opened. Please try again.',
  openBlocked: 'The browser blocks new windows. Please allow pop-ups and try again.',
  pin: 'Practice PIN of every officer: {{pin}}',
  reset: 'Erase the practice data and begin anew',
  resetAsk: 'Erase all dossiers, drafts and queues of practice mode? This cannot be undone. Real data are not touched.',
  resetDo: 'Erase and begin anew',
  resetFailed: 'It could not be erased. Please close other practice windows and try again.',
  tour: {
    title: 'Your first intake',
    step: 'Step {{n}} of {{total}}',
    next: 'Done',
    close: 'Close the tour',
    again: 'Tour of the first intake',
    copy: 'Copy the sample card',
    copied: 'Copied',
    start: 'Press F2 to open the intake.',
    procedure: 'Type a few letters of a procedure, for example “xac nhan tinh trang”, and press Enter.',
    card: 'Scan the submitter’s ID card. No reader yet: copy the sample card below, click into “Scan ID card” and paste (Ctrl+V).',
    check: 'Fill in the phone and tick the papers received. At the right is the due date and how it was worked out.',
    save: 'Press Ctrl+Enter to save. Once the screen says saved, the dossier is on the disk.',
    print:
      'Press Enter on “Print receipt” to see the paper, Ctrl+P to print. Practice papers say that they are not valid.',
    end: 'Your first dossier is taken in. Go on with F3 search, F4 return, F8 handover, F9 queue.',
  },
}

export const messages = { vi, en }
