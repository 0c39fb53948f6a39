import { Alert, Button, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScannerFile } from '../../../shared/bridge/scanner.ts'
import { formatSize } from '../../ui/size.ts'
import styles from './scans.module.css'
import type { useAddScans } from './use-add-scans.ts'
import { useScannerFiles } from './use-scanner-files.ts'

interface ScannerFilesProps {
  adding: ReturnType<typeof useAddScans>
  componentId: string | null
}

/** What the scanner has written into its folder; the officer takes it to the dossier it belongs to. */
export function ScannerFiles({ adding, componentId }: ScannerFilesProps) {
  const { t } = useTranslation('scans')
  const { answer, read } = useScannerFiles()
  const [failed, setFailed] = useState<string[]>([])
  const [working, setWorking] = useState(false)
  if (answer === null || answer.kind === 'off') return null
  if (answer.kind === 'unreachable')
    return (
      <Alert color="amber" role="status" mt="sm">
        {t('scanner.unreachable')}
      </Alert>
    )
  const isTaken = ({ name, version }: ScannerFile) =>
    adding.staged.some(({ source }) => source?.name === name && source.version === version)
  const files = answer.files.filter((file) => !isTaken(file))
  const ready = files.filter(({ state }) => state === 'ready')
  const take = async (wanted: readonly ScannerFile[]) => {
    setWorking(true)
    const { files, sources, failed } = await read(wanted)
    setFailed(failed)
    await adding.stage(files, componentId, (file) => sources.get(file) ?? null)
    setWorking(false)
  }
  return (
    <section className={styles.staged} aria-label={t('scanner.title')}>
      <Group justify="space-between">
        <Text size="sm" fw={600} role="status">
          {t('scanner.count', { n: ready.length })}
        </Text>
        {ready.length > 1 && (
          <Button size="compact-sm" variant="default" loading={working} onClick={() => void take(ready)}>
            {t('scanner.takeAll', { n: ready.length })}
          </Button>
        )}
      </Group>
      {failed.length > 0 && (
        <Alert color="lacquer" role="alert">
          {t('scanner.readFailed', { names: failed.join(', ') })}
        </Alert>
      )}
      {files.length > 0 && (
        <ul className={styles.list}>
          {files.map((file) => (
            <ScannerRow key={file.name} file={file} working={working} onTake={() => void take([file])} />
          ))}
        </ul>
      )}
      {answer.more && (
        <Text size="xs" c="dimmed">
          {t('scanner.more')}
        </Text>
      )}
    </section>
  )
}

function ScannerRow({ file, working, onTake }: { file: ScannerFile; working: boolean; onTake: () => void }) {
  const { t } = useTranslation('scans')
  const { name, bytes, state } = file
  return (
    <li className={styles.scannerRow}>
      <span className={styles.name}>{name}</span>
      <Text size="xs" c={state === 'ready' || state === 'writing' ? 'dimmed' : 'lacquer'}>
        {state === 'ready' ? formatSize(bytes) : t(`scanner.state.${state}`)}
      </Text>
      {state === 'ready' && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={working}
          aria-label={t('scanner.takeNamed', { name })}
          onClick={onTake}
        >
          {t('scanner.take')}
        </Button>
      )}
    </li>
  )
}
