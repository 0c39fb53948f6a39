/** What someone sees who comes without the desk's session: no script, nothing about the desk. */
export const closedPage = `<!doctype html>
<html lang="vi">
  <head><meta charset="utf-8" /><title>Một Cửa</title></head>
  <body>
    <h1>Bàn làm việc chưa được mở ở cửa sổ này</h1>
    <p>Địa chỉ mở bàn làm việc chỉ dùng được một lần. Hãy đóng cửa sổ này và mở lại Một Cửa, hoặc dùng địa chỉ mới
    được in ra ở cửa sổ lệnh.</p>
  </body>
</html>
`
