/** Hands bytes to the browser as a download. */
export function download(content: Uint8Array | Blob, name: string, mediaType: string): void {
  const url = URL.createObjectURL(new Blob([content.slice() as BlobPart], { type: mediaType }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads the blob after the click; a minute is ample and frees the memory.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
