import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { recogniseCode } from '../../../shared/dossier/numbers.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow } from '../../database/desk-database.ts'
import type { ColumnName } from '../../ui/dossier-columns.tsx'
import { DossierTable } from '../../ui/dossier-table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useScanner } from '../../ui/use-scanner.ts'
import { ReturnDesk } from './return-desk.tsx'

type Finding = { kind: 'none'; code: string } | { kind: 'notACode' } | { kind: 'several'; rows: DossierRow[] } | null
const columns: readonly ColumnName[] = ['number', 'submitter', 'procedure', 'received', 'status']

export function ReturnsPage() {
  const { t } = useTranslation('returns')
  const { dossierId } = useParams()
  const navigate = useNavigate()
  return (
    <Stack gap="sm" maw={1180}>
      <Group justify="space-between">
        <Title order={1}>{t('title')}</Title>
        {dossierId !== undefined && (
          <Button variant="default" size="xs" onClick={() => void navigate('/returns')}>
            {t('another')}
          </Button>
        )}
      </Group>
      {dossierId === undefined ? <CodeEntry /> : <ReturnDesk key={dossierId} dossierId={dossierId} />}
    </Stack>
  )
}

function CodeEntry() {
  const { t } = useTranslation('returns')
  const navigate = useNavigate()
  const { db, now } = useDesk()
  const time = useNow(now)
  const [text, setText] = useState('')
  const [finding, setFinding] = useState<Finding>(null)
  const asked = useRef(0)
  const find = async (typed: string) => {
    const code = typed.trim()
    if (code === '') return
    asked.current += 1
    const mine = asked.current
    const rows = await findRows(db, code)
    // A second scan overtook this one.
    if (mine !== asked.current) return
    const [only] = rows
    if (rows.length === 1 && only !== undefined) void navigate(`/returns/${only.id}`)
    else setFinding(rows.length > 1 ? { kind: 'several', rows } : { kind: 'none', code })
  }
  useScanner(() => setFinding({ kind: 'notACode' }))
  const error =
    finding?.kind === 'none'
      ? t('notFound', { code: finding.code })
      : finding?.kind === 'notACode'
        ? t('notACode')
        : null
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    void find(text)
  }
  return (
    <section className="mc-panel">
      <div className="mc-body">
        <form onSubmit={submit}>
          <Group align="flex-start" gap="sm">
            <div style={{ flex: 1 }}>
              <TextField
                label={t('code')}
                hint={t('codeHint')}
                value={text}
                onChange={setText}
                error={error}
                autoFocus
              />
            </div>
            <Button type="submit" mt={46}>
              {t('find')}
            </Button>
          </Group>
        </form>
        {error !== null && (
          <Text size="sm" c="dimmed" mt="xs">
            {t('notFoundHint')}
          </Text>
        )}
        {finding?.kind === 'several' && (
          <>
            <Text size="sm" my="sm" role="status">
              {t('several', { n: finding.rows.length })}
            </Text>
            <DossierTable
              rows={finding.rows}
              columns={columns}
              now={time}
              label={t('title')}
              onOpen={({ id }) => void navigate(`/returns/${id}`)}
            />
          </>
        )}
      </div>
    </section>
  )
}

/** The receipt's QR may carry the dossier's own id, where it was printed before there was a code. */
async function findRows(
  db: ReturnType<typeof useDesk>['db'],
  code: string,
): Promise<Pick<DossierRow, 'id'>[] & DossierRow[]> {
  const recognised = recogniseCode(code)
  const rows = await db.findByCode(code)
  if (rows.length > 0 || recognised?.kind !== 'dossierId') return rows
  const record = await db.get(recognised.id)
  if (record === null) return []
  return db.findByCode(record.dossier.number.code)
}
