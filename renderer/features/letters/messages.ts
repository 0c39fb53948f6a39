import type { MessageShape } from '../../ui/messages.ts'

const vi = {
  noCalendar: 'Máy chưa có lịch làm việc của tỉnh nên chưa tính được ngày hẹn trả.',
  outsideCalendar: 'Ngày hẹn trả rơi vào năm chưa công bố lịch nghỉ. Hãy báo cán bộ kỹ thuật cập nhật lịch làm việc.',
  cannotCount: 'Không tính được ngày hẹn trả của hồ sơ này. Hãy báo cán bộ kỹ thuật.',
  request: {
    items: 'Nội dung cần bổ sung, hoàn thiện',
    itemsHint: 'Chọn giấy tờ còn thiếu hoặc chưa đúng; ghi thêm nội dung khác ở dưới.',
    noItems: 'Chưa chọn hoặc ghi nội dung cần bổ sung',
    missing: 'chưa nộp',
    incorrect: 'đã nộp',
    remark: 'Cụ thể: {{name}}',
    remarkPlaceholder: 'Cần sửa gì, thiếu gì',
    line: 'Nội dung khác {{n}}',
    addLine: 'Thêm dòng',
    removeLine: 'Bỏ nội dung khác {{n}}',
    reason: 'Lý do',
    deadline: 'Hạn bổ sung (nếu có)',
    deadlineHint: 'ngày/tháng/năm',
    deadlinePast: 'Hạn bổ sung không được trước hôm nay',
    contactName: 'Người hướng dẫn',
    contactPhone: 'Điện thoại liên hệ',
    late: 'Đã quá 3 ngày làm việc kể từ khi tiếp nhận: hạn yêu cầu bổ sung là {{until}}.',
    again:
      'Đây là lần yêu cầu bổ sung thứ {{n}}. Từ lần thứ hai, Bộ chỉ số 766 tính hồ sơ là trễ hạn; pháp luật chỉ cho yêu cầu một lần, đầy đủ.',
    confirmAgain: 'Yêu cầu bổ sung lần thứ {{n}}? Hồ sơ sẽ bị tính trễ hạn. Lưu lần nữa để xác nhận.',
  },
  forecast: {
    title: 'Ngày hẹn trả sau khi bổ sung',
    RESTART: 'Thời hạn tính lại từ đầu sau khi nhận đủ hồ sơ (khoản 4 Điều 19 NĐ 61/2018).',
    PAUSE: 'Thời hạn tạm dừng trong thời gian chờ bổ sung (theo thủ tục này).',
    now: 'Hẹn trả hiện nay',
    ifToday: 'Nếu nộp đủ hôm nay',
    ifOn: 'Nếu nộp đủ ngày {{date}}',
    next: 'Hẹn trả mới',
    why: 'Vì sao hẹn ngày này',
  },
  refusal: {
    usual: 'Lý do thường gặp',
    own: 'Ghi lý do khác',
    reason: 'Lý do từ chối, in trên phiếu',
    paid: 'Công dân đã nộp {{amount}}; khi từ chối phải hoàn trả theo quy định.',
    confirm:
      'Từ chối rồi thì hồ sơ kết thúc và không mở lại được; công dân phải nộp hồ sơ mới. Lưu lần nữa để xác nhận.',
    counterTitle: 'Từ chối tiếp nhận tại quầy',
    counterHint: 'Không cấp giấy tiếp nhận. Việc từ chối được ghi lại, có số, và in Phiếu từ chối (Mẫu 03).',
    confirmCounter: 'Từ chối rồi thì không sửa lại được. Lưu lần nữa để xác nhận.',
  },
  answer: {
    asked: 'Đã yêu cầu ngày {{date}}: {{reason}}',
    deadlinePassed: 'Đã quá hạn bổ sung {{date}}.',
    received: 'Giấy tờ nộp bổ sung',
    note: 'Ghi chú',
    confirmMissing:
      'Còn {{n}} nội dung chưa đánh dấu đã nhận. Thời hạn chỉ tính khi hồ sơ đủ. Lưu lần nữa nếu hồ sơ đã đủ.',
  },
}

const en: MessageShape<typeof vi> = {
  noCalendar: 'This machine has no working calendar yet, so no date can be promised.',
  outsideCalendar:
    'The date falls in a year whose holidays are not published. Ask your IT officer to update the calendar.',
  cannotCount: 'The date of this dossier cannot be worked out. Please tell your IT officer.',
  request: {
    items: 'What is to be supplemented',
    itemsHint: 'Choose papers that are missing or wrong; add anything else below.',
    noItems: 'Nothing to supplement was chosen or written',
    missing: 'not handed in',
    incorrect: 'handed in',
    remark: 'Details: {{name}}',
    remarkPlaceholder: 'What is wrong or missing',
    line: 'Other {{n}}',
    addLine: 'Add a line',
    removeLine: 'Remove other {{n}}',
    reason: 'Reason',
    deadline: 'To be supplemented by, if any',
    deadlineHint: 'day/month/year',
    deadlinePast: 'The deadline may not lie before today',
    contactName: 'Whom to ask',
    contactPhone: 'Phone',
    late: 'More than 3 working days since receipt: papers were to be asked for by {{until}}.',
    again:
      'This would be request number {{n}}. From the second on, index 766 counts the dossier as late; the law allows one complete request.',
    confirmAgain: 'Ask a {{n}}th time? The dossier will count as late. Save once more to confirm.',
  },
  forecast: {
    title: 'Due date after the supplement',
    RESTART: 'The limit starts anew once the papers are complete (NĐ 61/2018, art. 19.4).',
    PAUSE: 'The clock stands while papers are awaited (by this procedure).',
    now: 'Promised now',
    ifToday: 'If complete today',
    ifOn: 'If complete on {{date}}',
    next: 'New due date',
    why: 'Why this due date',
  },
  refusal: {
    usual: 'Usual reasons',
    own: 'Another reason',
    reason: 'Reason, as printed',
    paid: 'The citizen has paid {{amount}}; it is to be given back as the rules say.',
    confirm:
      'A refusal ends the dossier and cannot be taken back; the citizen has to file anew. Save once more to confirm.',
    counterTitle: 'Refuse at the counter',
    counterHint: 'No receipt is given. The refusal is recorded with a number, and Mẫu 03 is printed.',
    confirmCounter: 'A refusal cannot be taken back. Save once more to confirm.',
  },
  answer: {
    asked: 'Asked on {{date}}: {{reason}}',
    deadlinePassed: 'The deadline of {{date}} has passed.',
    received: 'Papers handed in',
    note: 'Note',
    confirmMissing:
      '{{n}} items are not marked as received. The limit runs only when all is there. Save once more if it is.',
  },
}

export const messages = { vi, en }
