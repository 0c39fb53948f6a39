import type { MessageShape } from '../../ui/messages.ts'

const vi = {
  panel: {
    title: 'Hồ sơ nộp trực tuyến chờ trả lời',
    filedAt: 'Nộp lúc',
    waits: 'Đã chờ',
    paid: 'Đã nộp trực tuyến',
    state: 'Tình trạng',
    unanswered: 'Chưa trả lời công dân',
    asked: 'Đã yêu cầu bổ sung, chờ công dân',
    same: 'Cùng người nộp và cùng thủ tục trong 30 ngày:',
  },
  accept: {
    title: 'Tiếp nhận hồ sơ trực tuyến',
    due: 'Hẹn trả {{at}}',
    dueFrom: 'Thời hạn tính từ lúc tiếp nhận, không tính từ lúc công dân nộp.',
    papers: 'Giấy tờ tiếp nhận',
    amount: 'Phí, lệ phí của hồ sơ (đồng)',
    paid: 'Đã nộp trực tuyến: {{amount}}',
    belowPaid: 'Ít hơn số công dân đã nộp trực tuyến',
    note: 'Ghi chú nội bộ',
    duplicatesSeen: 'Đã xem hồ sơ có thể trùng ({{codes}}), vẫn tiếp nhận',
    duplicatesUnseen: 'Hãy xem hồ sơ có thể trùng rồi xác nhận',
    problem: {
      noCatalogue: 'Máy chưa có danh mục thủ tục của tỉnh nên chưa tiếp nhận được.',
      noProcedure:
        'Thủ tục này không có trong danh mục đang áp dụng của tỉnh, hoặc không nhận trực tuyến. Hãy trả lời công dân hoặc báo tỉnh cập nhật danh mục.',
      noCalendar: 'Máy chưa có lịch làm việc nên chưa tính được ngày hẹn trả.',
      outsideCalendar:
        'Lịch làm việc trên máy quá cũ so với ngày hẹn trả nên không hẹn được. Hãy xem lại ngày giờ của máy và báo cập nhật lịch.',
      badLimit: 'Thời hạn của thủ tục trong danh mục bị sai. Hãy báo tỉnh.',
    },
  },
  answer: {
    title: 'Trả lời hồ sơ trực tuyến',
    kind: 'Cách trả lời',
    ask: 'Yêu cầu bổ sung (Mẫu 02)',
    refuse: 'Từ chối tiếp nhận (Mẫu 03)',
    paid: 'Công dân đã nộp trực tuyến {{amount}}: sau khi từ chối cần làm thủ tục hoàn trả.',
    items: 'Nội dung cần bổ sung, hoàn thiện',
    itemsHint: 'Mỗi dòng một nội dung; yêu cầu đủ trong một lần',
    reason: 'Lý do',
    deadline: 'Hạn bổ sung (nếu có)',
    deadlinePast: 'Ngày này đã qua',
    confirm: 'Từ chối hồ sơ này? Lưu lần nữa để xác nhận.',
    askHint: 'Lưu xong sẽ mở Phiếu yêu cầu bổ sung. Hồ sơ chưa tính thời hạn cho đến khi được tiếp nhận.',
    refuseHint: 'Lưu xong sẽ mở Phiếu từ chối. Không thể hoàn tác; công dân có thể nộp hồ sơ mới.',
  },
}

const en: MessageShape<typeof vi> = {
  panel: {
    title: 'Online filing waiting for an answer',
    filedAt: 'Filed at',
    waits: 'Waiting for',
    paid: 'Paid online',
    state: 'Standing',
    unanswered: 'Not answered yet',
    asked: 'Asked to be completed; waits for the citizen',
    same: 'The same person and procedure within 30 days:',
  },
  accept: {
    title: 'Accept the online filing',
    due: 'Promised {{at}}',
    dueFrom: 'The limit counts from the acceptance, not from the filing.',
    papers: 'Papers taken over',
    amount: 'Fees of the dossier (đồng)',
    paid: 'Paid online: {{amount}}',
    belowPaid: 'Less than was paid online',
    note: 'Internal note',
    duplicatesSeen: 'I have seen the possible duplicates ({{codes}}) and accept it',
    duplicatesUnseen: 'Look at the possible duplicates first',
    problem: {
      noCatalogue: 'This machine has no catalogue of procedures yet, so nothing can be accepted.',
      noProcedure:
        'This procedure is not in force in the province’s catalogue, or not taken online. Answer the citizen, or have the catalogue updated.',
      noCalendar: 'This machine has no working calendar, so no date can be promised.',
      outsideCalendar:
        'The calendar on this machine is years away from that date, so it cannot be promised. Check the clock and have the calendar updated.',
      badLimit: 'The time limit in the catalogue is wrong. Tell the province.',
    },
  },
  answer: {
    title: 'Answer the online filing',
    kind: 'Kind of answer',
    ask: 'Ask to complete it (form 02)',
    refuse: 'Refuse it (form 03)',
    paid: '{{amount}} were paid online: they have to be refunded after a refusal.',
    items: 'What is to be completed',
    itemsHint: 'One a line; ask for everything at once',
    reason: 'Reason',
    deadline: 'To be completed by, if any',
    deadlinePast: 'This day is over',
    confirm: 'Refuse this filing? Save once more to confirm.',
    askHint: 'The request opens once it is saved. No time limit runs until the filing is accepted.',
    refuseHint: 'The refusal opens once it is saved. It cannot be undone; the citizen may file anew.',
  },
}

export const messages = { vi, en }
