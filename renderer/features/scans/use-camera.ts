import { useEffect, useState } from 'react'
import { cameraProblemOf, type Camera, type CameraPort, type CameraProblem } from './camera.ts'

export type CameraState =
  | { kind: 'opening' }
  | { kind: 'live'; stream: MediaStream; cameras: Camera[] }
  | { kind: 'failed'; problem: CameraProblem }

/** Open only for as long as the dialog is: its light goes out with it. */
export function useCamera(port: CameraPort, id: string | null, attempt: number): CameraState {
  const [state, setState] = useState<CameraState>({ kind: 'opening' })
  useEffect(() => {
    let left = false
    let opened: MediaStream | null = null
    const stop = () => {
      for (const track of opened?.getTracks() ?? []) track.stop()
    }
    const open = async () => {
      setState({ kind: 'opening' })
      try {
        opened = await port.open(id)
        const cameras = await port.list().catch(() => [])
        if (left) stop()
        else setState({ kind: 'live', stream: opened, cameras })
      } catch (error) {
        if (!left) setState({ kind: 'failed', problem: cameraProblemOf(error) })
      }
    }
    void open()
    return () => {
      left = true
      stop()
    }
  }, [port, id, attempt])
  return state
}
