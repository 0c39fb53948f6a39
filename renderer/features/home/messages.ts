import type { MessageShape } from '../../ui/messages.ts'

const vi = {
  title: 'Trang chủ',
  greeting: 'Chào {{name}}',
  date: '{{weekday}}, {{date}}',
  lists: 'Danh sách theo hạn',
  list: {
    late: 'Quá hạn',
    today: 'Đến hạn hôm nay',
    soon: 'Sắp đến hạn',
    toReturn: 'Chờ trả kết quả',
    uncollected: 'Chưa đến nhận',
    online: 'Trực tuyến chờ trả lời',
  },
  listHint: {
    online: 'Công dân nộp trên Cổng dịch vụ công, chờ tiếp nhận hoặc trả lời; lâu nhất xếp trước',
    late: 'Chưa giải quyết xong và đã qua giờ hẹn',
    today: 'Hẹn trả trong hôm nay',
    soon: 'Hẹn trả trong ba ngày làm việc tới',
    toReturn: 'Đã có kết quả, công dân chưa nhận',
    uncollected:
      'Đã có kết quả, đã qua ngày hẹn mà chưa ai đến nhận; lâu nhất xếp trước. Hồ sơ tính theo lúc xử lý xong, nhận muộn không làm trễ hạn.',
  },
  empty: {
    late: 'Không có hồ sơ quá hạn',
    today: 'Không có hồ sơ nào hẹn trả hôm nay',
    soon: 'Không có hồ sơ nào sắp đến hạn',
    toReturn: 'Không có kết quả nào chờ trả',
    online: 'Không có hồ sơ trực tuyến nào chờ trả lời',
    uncollected: 'Không có kết quả nào quá ngày hẹn mà chưa ai nhận',
  },
  emptyDetail: 'Danh sách tự cập nhật khi có hồ sơ.',
  cut: 'Chỉ hiện {{shown}} trong {{total}} hồ sơ; dùng Tra cứu để tìm phần còn lại.',
  oldest: 'lâu nhất {{age}}',
  open: 'Đang giải quyết',
  receivedToday: 'Nhận hôm nay',
  start: 'Tiếp nhận hồ sơ',
  return: 'Trả kết quả',
  search: 'Tra cứu',
}

const en: MessageShape<typeof vi> = {
  title: 'Home',
  greeting: 'Hello {{name}}',
  date: '{{weekday}}, {{date}}',
  lists: 'Lists by due date',
  list: {
    late: 'Late',
    today: 'Due today',
    soon: 'Due soon',
    toReturn: 'Waiting to be returned',
    uncollected: 'Not collected',
    online: 'Online, unanswered',
  },
  listHint: {
    online: 'Filed on the national portal; to be accepted or answered, the oldest first',
    late: 'Not finished, and past the promised moment',
    today: 'Promised for today',
    soon: 'Promised within three working days',
    toReturn: 'There is a result; the citizen has not come yet',
    uncollected:
      'There is a result, the promised day is over and nobody came; the longest waiting first. Judged by the end of processing, never by the pick-up.',
  },
  empty: {
    late: 'Nothing is late',
    today: 'Nothing is due today',
    soon: 'Nothing is due soon',
    toReturn: 'No result waits',
    online: 'No online filing waits',
    uncollected: 'No result waits past its promised day',
  },
  emptyDetail: 'The list follows by itself.',
  cut: '{{shown}} of {{total}} dossiers shown; use Search for the rest.',
  oldest: 'oldest {{age}}',
  open: 'Open',
  receivedToday: 'Received today',
  start: 'Intake',
  return: 'Return',
  search: 'Search',
}

export const messages = { vi, en }
