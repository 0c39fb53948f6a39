import { Button, FileButton, Group, Input, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** More is no list of certificates. */
export const mostCaBytes = 200_000

/** A province with certificates of its own: its file is read here, and judged by the host. */
export function CaField({
  name,
  onPick,
}: {
  /** Of the file that was picked; null: none. */
  name: string | null
  onPick: (picked: { name: string; pem: string } | null) => void
}) {
  const { t } = useTranslation('enrolment')
  const read = async (file: File | null) => {
    if (file === null) return
    // Too long to be one: what is sent on is refused as no certificate, in the host's words.
    onPick({ name: file.name, pem: file.size > mostCaBytes ? '' : await file.text() })
  }
  return (
    <Input.Wrapper label={t('ca')} description={t('caHint')} labelElement="div">
      <Group gap="xs" mt={6}>
        <FileButton
          accept=".pem,.crt,.cer"
          inputProps={{ 'aria-label': t('caInput') }}
          onChange={(file) => void read(file)}
        >
          {(props) => (
            <Button variant="default" size="sm" {...props}>
              {t('caPick')}
            </Button>
          )}
        </FileButton>
        {name !== null && (
          <>
            <Text size="sm">{name}</Text>
            <Button variant="subtle" size="compact-sm" onClick={() => onPick(null)}>
              {t('caRemove')}
            </Button>
          </>
        )}
      </Group>
    </Input.Wrapper>
  )
}
