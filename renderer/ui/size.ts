/** `1,4 MB`; scans are counted as the officer's file manager counts them. */
export function formatSize(bytes: number): string {
  const kilobytes = bytes / 1024
  if (kilobytes < 1) return `${bytes} B`
  if (kilobytes < 1000) return `${Math.round(kilobytes)} KB`
  return `${(kilobytes / 1024).toLocaleString('vi-VN', { maximumFractionDigits: 1 })} MB`
}
