import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { parseIdCardQr } from '../../../shared/citizen/id-card-qr.ts'
import { useDesk } from '../../app/desk-context.tsx'
import type { DossierRow } from '../../database/desk-database.ts'
import type { ColumnName } from '../../ui/dossier-columns.tsx'
import { DossierTable } from '../../ui/dossier-table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useScanner } from '../../ui/use-scanner.ts'
import type { Scan } from '../../ui/use-scanner.ts'
import { findScanned } from '../scanner/find-scanned.ts'
import { ReturnDesk } from './return-desk.tsx'

type Finding =
  | { kind: 'none'; code: string }
  | { kind: 'nothingOfPerson' }
  | { kind: 'failed' }
  | { kind: 'several'; rows: DossierRow[] }
  | null
const columns: readonly ColumnName[] = ['number', 'submitter', 'procedure', 'received', 'status']

export function ReturnsPage() {
  const { t } = useTranslation('returns')
  const { dossierId } = useParams()
  const navigate = useNavigate()
  useScanner((scan, scanner) => {
    if (dossierId === undefined || !/^(dossier|idCard|idNumber)$/.test(scan.thing.kind)) return false
    // The next citizen's: taken up where codes are entered.
    scanner.keepFor('/returns', scan)
    void navigate('/returns')
    return true
  })
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
  const find = async (question: () => Promise<DossierRow[]>, none: Finding) => {
    asked.current += 1
    const mine = asked.current
    const rows = await question()
    // A second scan overtook this one.
    if (mine !== asked.current) return
    const [only] = rows
    if (rows.length === 1 && only !== undefined) void navigate(`/returns/${only.id}`)
    else setFinding(rows.length > 1 ? { kind: 'several', rows } : none)
  }
  const ask = (question: () => Promise<DossierRow[]>, none: Finding) =>
    void find(question, none).catch(() => setFinding({ kind: 'failed' }))
  const findCode = (typed: string) => {
    const code = typed.trim()
    if (code !== '') ask(() => findScanned(db, code), { kind: 'none', code })
  }
  useScanner((scan) => {
    const number = personOf(scan)
    if (scan.thing.kind === 'dossier') findCode(scan.text)
    else if (number !== null) ask(() => findFinished(db, number), { kind: 'nothingOfPerson' })
    else return false
    return true
  })
  const error = finding === null || finding.kind === 'several' ? null : t(wordsOf[finding.kind], { ...finding })
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    findCode(text)
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

const wordsOf = { none: 'notFound', nothingOfPerson: 'nothingOfPerson', failed: 'findFailed' } as const

function personOf({ thing }: Scan): string | null {
  if (thing.kind === 'idNumber') return thing.number
  const reading = thing.kind === 'idCard' ? parseIdCardQr(thing.text) : null
  return reading?.ok === true ? reading.card.number : null
}

/** Whoever comes with the card and without the receipt. */
async function findFinished(db: ReturnType<typeof useDesk>['db'], idNumber: string): Promise<DossierRow[]> {
  const rows = await db.search({ text: idNumber, statuses: ['finished'] })
  return rows.filter((row) => row.idNumber === idNumber)
}
