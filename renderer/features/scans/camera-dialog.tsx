import { Alert, Button, Group, Modal, NativeSelect, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../../app/desk-context.tsx'
import { KeyHint } from '../../ui/key-hint.tsx'
import { localInstant } from '../../ui/time.ts'
import type { CameraPort } from './camera.ts'
import styles from './scans.module.css'
import { useCamera, type CameraState } from './use-camera.ts'

interface CameraDialogProps {
  port: CameraPort
  onPhoto: (file: File) => void
  onClose: () => void
}

/** One page after the other; each is put among what is being prepared. */
export function CameraDialog({ port, onPhoto, onClose }: CameraDialogProps) {
  const { t } = useTranslation('scans')
  const { now } = useDesk()
  const [cameraId, setCameraId] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const [taken, setTaken] = useState(0)
  const [missed, setMissed] = useState(false)
  const video = useRef<HTMLVideoElement>(null)
  const state = useCamera(port, cameraId, attempt)
  const shoot = async () => {
    const photo = video.current === null ? null : await port.photograph(video.current).catch(() => null)
    setMissed(photo === null)
    if (photo === null) return
    setTaken((n) => n + 1)
    onPhoto(new File([photo], nameOf(t('camera.fileName'), localInstant(now()), taken + 1), { type: 'image/jpeg' }))
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size="min(60rem, 96vw)"
      title={t('camera.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      yOffset="2dvh"
    >
      {state.kind === 'opening' && <Text role="status">{t('camera.opening')}</Text>}
      {state.kind === 'failed' && (
        <Alert color="lacquer" role="alert">
          <Text size="sm">{t(`camera.problem.${state.problem}`)}</Text>
          <Button size="xs" variant="default" mt="xs" autoFocus onClick={() => setAttempt((n) => n + 1)}>
            {t('tryAgain')}
          </Button>
        </Alert>
      )}
      {state.kind === 'live' && (
        <>
          <video ref={attach(video, state.stream)} className={styles.camera} autoPlay playsInline muted />
          <Group mt="sm">
            <Button data-autofocus onClick={() => void shoot()} rightSection={<KeyHint keys="⏎" />}>
              {t('camera.shoot')}
            </Button>
            <Button variant="default" onClick={onClose} rightSection={<KeyHint keys="Esc" />}>
              {t('camera.done')}
            </Button>
            <Text size="sm" role="status">
              {missed ? t('camera.missed') : taken > 0 ? t('camera.taken', { n: taken }) : ''}
            </Text>
          </Group>
          <Choice state={state} cameraId={cameraId} onChoose={setCameraId} />
        </>
      )}
    </Modal>
  )
}

function attach(place: React.RefObject<HTMLVideoElement | null>, stream: MediaStream) {
  return (video: HTMLVideoElement | null) => {
    place.current = video
    if (video !== null && video.srcObject !== stream) video.srcObject = stream
  }
}

/** `Ảnh chụp 24-11-2026 09-00-00 (1).jpg` */
function nameOf(word: string, at: string, n: number): string {
  const [date = '', time = ''] = at.split('T')
  return `${word} ${date.split('-').toReversed().join('-')} ${time.slice(0, 8).replaceAll(':', '-')} (${n}).jpg`
}

interface ChoiceProps {
  state: Extract<CameraState, { kind: 'live' }>
  cameraId: string | null
  onChoose: (id: string) => void
}

function Choice({ state, cameraId, onChoose }: ChoiceProps) {
  const { t } = useTranslation('scans')
  if (state.cameras.length < 2) return null
  const current = state.stream.getVideoTracks()[0]?.getSettings().deviceId
  return (
    <NativeSelect
      mt="sm"
      label={t('camera.which')}
      value={cameraId ?? current ?? ''}
      data={state.cameras.map(({ id, label }, index) => ({
        value: id,
        label: label === '' ? t('camera.nth', { n: index + 1 }) : label,
      }))}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  )
}
