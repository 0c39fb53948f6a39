/** A file out of the page: the officer chooses the stick where the browser can ask, else it lands among the downloads. */
import { download } from '../../ui/download.ts'

export type SavedFile = 'written' | 'downloaded' | 'cancelled'

interface PickedFile {
  createWritable(): Promise<{ write(data: BlobPart): Promise<void>; close(): Promise<void> }>
}
type Picker = (options: { suggestedName: string }) => Promise<PickedFile>

export async function saveFile(content: Uint8Array, name: string): Promise<SavedFile> {
  const picked = await pickFile(name)
  if (picked === 'cancelled') return 'cancelled'
  if (picked === null) {
    download(content, name, 'application/vnd.mot-cua.bundle+json')
    return 'downloaded'
  }
  // What fails from here on (a full stick, one pulled out) is the caller's to tell: a download would hide it.
  const writable = await picked.createWritable()
  await writable.write(content.slice())
  await writable.close()
  return 'written'
}

/** null: this browser does not ask. */
async function pickFile(suggestedName: string): Promise<PickedFile | 'cancelled' | null> {
  const picker = (window as unknown as { showSaveFilePicker?: Picker }).showSaveFilePicker
  if (picker === undefined) return null
  try {
    return await picker.call(window, { suggestedName })
  } catch (error) {
    return error instanceof DOMException && error.name === 'AbortError' ? 'cancelled' : null
  }
}
