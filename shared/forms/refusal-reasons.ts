/** What a refusal usually says (Mẫu 03). Vietnamese whatever the language of the screen: the words are printed. */
export const usualRefusalReasons = [
  'Nội dung yêu cầu giải quyết không thuộc thẩm quyền của Ủy ban nhân dân cấp xã.',
  'Hồ sơ không đủ điều kiện theo quy định của thủ tục hành chính.',
  'Hồ sơ còn thiếu giấy tờ bắt buộc và người nộp đề nghị không bổ sung.',
  'Người nộp hồ sơ không có giấy ủy quyền hợp lệ của chủ hồ sơ.',
  'Giấy tờ trong hồ sơ có dấu hiệu tẩy xóa, sửa chữa, không đúng với bản chính.',
  'Yêu cầu này đã được tiếp nhận và đang được giải quyết theo một hồ sơ khác.',
] as const
