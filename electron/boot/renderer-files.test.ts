import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { contentPolicy, getRendererFile, planRendererPath } from './renderer-files.ts'

let folder: string
beforeAll(async () => {
  const base = await mkdtemp(join(tmpdir(), 'mot-cua-files-'))
  folder = join(base, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), 'export {}')
  await writeFile(join(base, 'secret.js'), 'secret')
  await symlink(join(base, 'secret.js'), join(folder, 'assets', 'link.js'))
})

describe('files of the renderer', () => {
  it('serves the page for routes and the file for files, each with its type and the content policy', async () => {
    for (const path of ['/', '/index.html', '/dossier/123', '/ho-so/%C4%91'])
      expect((await getRendererFile(folder, path))?.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': contentPolicy,
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      })
    const script = await getRendererFile(folder, '/assets/main-1a2b.js')
    expect(Buffer.from(script?.body ?? []).toString()).toBe('export {}')
    expect(script?.headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' })
    expect(script?.headers['cache-control']).toContain('immutable')
  })

  it('leaves its folder neither by dots, nor by encoding, nor by a link', async () => {
    const ways = [
      '/../secret.js',
      '/%2e%2e/secret.js',
      '/..%2Fsecret.js',
      '/assets/..%5c..%5csecret.js',
      '/assets/link.js',
    ]
    for (const path of [
      ...ways,
      '/%00.js',
      '/.git/config.json',
      '/C:/x.js',
      '/%E0%A4%A.js',
      'x.js',
      '/none.js',
      '/assets/x.exe',
    ])
      expect([path, await getRendererFile(folder, path)]).toEqual([path, null])
  })

  it('plans no path outside, for any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webPath()), (text) => {
        const planned = planRendererPath(`/${text}`)
        if (planned === null) return
        expect(planned.split('/')).not.toContain('..')
        expect(planned.startsWith('/')).toBe(false)
      }),
      { numRuns: 2000 },
    )
  })

  it('allows no inline script, no eval, and nothing from elsewhere', () => {
    const scripts = contentPolicy.split('; ').find((part) => part.startsWith('script-src'))
    expect(scripts).toBe("script-src 'self'")
    expect(contentPolicy).not.toMatch(/unsafe-eval|https?:|\*/)
  })
})
