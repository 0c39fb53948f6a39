/** The camera of this machine: a document camera, a webcam, or a phone that poses as one. */

export interface Camera {
  id: string
  label: string
}
export interface CameraPort {
  /** Throws what the browser throws. `id` null: whichever looks at the papers. */
  open(id: string | null): Promise<MediaStream>
  /** Only after one was opened do they have names. */
  list(): Promise<Camera[]>
  /** JPEG; null: there is no picture yet. */
  photograph(video: HTMLVideoElement): Promise<Blob | null>
}
export type CameraProblem =
  /** This browser or this machine has none. */
  | 'none'
  | 'denied'
  /** Another program holds it. */
  | 'busy'
  | 'failed'

const photoQuality = 0.92

export const pageCamera: CameraPort = {
  async open(id) {
    // Not there outside of a secure page, and not in every browser.
    const devices = navigator.mediaDevices as MediaDevices | undefined
    if (devices?.getUserMedia === undefined) throw new DOMException('no camera', 'NotFoundError')
    const which = id === null ? { facingMode: { ideal: 'environment' } } : { deviceId: { exact: id } }
    return devices.getUserMedia({ audio: false, video: { ...which, width: { ideal: 3264 }, height: { ideal: 2448 } } })
  },
  async list() {
    const devices = await navigator.mediaDevices.enumerateDevices()
    return devices.filter(({ kind }) => kind === 'videoinput').map(({ deviceId, label }) => ({ id: deviceId, label }))
  },
  async photograph(video) {
    if (video.videoWidth === 0) return null
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    canvas.getContext('2d')?.drawImage(video, 0, 0)
    return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', photoQuality))
  },
}

export function cameraProblemOf(error: unknown): CameraProblem {
  // A DOMException, which is not everywhere an Error.
  switch (typeof error === 'object' && error !== null && 'name' in error ? error.name : '') {
    case 'NotFoundError':
    case 'OverconstrainedError':
    case 'DevicesNotFoundError':
      return 'none'
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied'
    case 'NotReadableError':
    case 'AbortError':
      return 'busy'
    default:
      return 'failed'
  }
}
