/** A file out of the page: the officer chooses the stick where the browser can ask, else it lands among the downloads. */
import { download } from '../../ui/download.ts'

export type SavedFile = 'written' | 'downloaded' | 'cancelled'

interface WritableFile {
  write(data: BlobPart): Promise<void>
  close(): Promise<void>
  abort(): Promise<void>
}
interface PickedFile {
  createWritable(): Promise<WritableFile>
}
type Picker = (options: { suggestedName: string }) => Promise<PickedFile>

/** Pieces are made when they are to be written, so that a stick of hundreds of megabytes is never in memory. */
export type Pieces = () => AsyncIterable<Uint8Array>

/** Rejects when a piece cannot be made or written; nothing of the file is left then. */
export async function saveFile(name: string, pieces: Pieces): Promise<SavedFile> {
  const picked = await pickFile(name)
  if (picked === 'cancelled') return 'cancelled'
  if (picked === null) {
    // Blobs rather than arrays: the browser may put them on the disk.
    const blobs: Blob[] = []
    for await (const piece of pieces()) blobs.push(new Blob([piece.slice()]))
    download(new Blob(blobs), name, 'application/vnd.mot-cua.bundle+json')
    return 'downloaded'
  }
  // What fails from here on (a full stick, one pulled out) is the caller's to tell: a download would hide it.
  const writable = await picked.createWritable()
  try {
    for await (const piece of pieces()) await writable.write(piece.slice())
  } catch (error) {
    // Else half a file would stay on the stick, under a name that says that it is whole.
    await writable.abort().catch(() => undefined)
    throw error
  }
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
