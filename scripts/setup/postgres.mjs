// PostgreSQL for the tests that run on both databases: started where it is installed, never installed.
import { findProgram } from './debian.mjs'
import { run } from './run.mjs'
import { say } from './say.mjs'

export async function startPostgres() {
  if (findProgram(['pg_lsclusters']) === null) return void say('PostgreSQL is not installed: its tests will say so.')
  const { output } = await run('pg_lsclusters', ['--no-header'], { quiet: true })
  for (const line of output.split('\n')) {
    const [version, cluster, , status] = line.trim().split(/\s+/)
    if (cluster === undefined || status?.startsWith('online')) continue
    say(`Starting PostgreSQL ${version} …`)
    const args = ['--skip-systemctl-redirect', version, cluster, 'start']
    const started = await run('pg_ctlcluster', args, { quiet: true })
    if (started.status !== 0) say(`PostgreSQL did not start: ${started.output.trim().split('\n').at(-1)}`)
  }
}
