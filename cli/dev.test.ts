import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, cpSync, readFileSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { temporaryFolder } from '../test/freshDatabase.js'

/** All that is compiled, and what the build and the program read. */
const { include } = JSON.parse(readFileSync('tsconfig.json', 'utf8')) as { include: string[] }
const SOURCES = [...include, 'build.js', 'package.json', 'tsconfig.json', 'web', 'data/datapackage.json']

test('in development the page is whole, and as it stands, after each change', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder()
  for (const it of SOURCES) cpSync(it, join(folder, it), { recursive: true })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const build = spawn(process.execPath, ['build.js', 'dev'], {
    cwd: folder,
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', MODELS_DIR: join(folder, 'models') },
  })
  onTestFinished(async () => {
    if (build.kill()) await once(build, 'exit')
  })
  const starts: string[] = []
  build.stderr.setEncoding('utf8').on('data', (text: string) => {
    starts.push(...Array.from(text.matchAll(/^serve +(\S+),/gm), ([, address]) => address!))
  })

  /** The page of the newest server, once that has started, with all scripts and styles that it names. */
  const page = (start: number) =>
    vi.waitFor(
      async () => {
        expect(starts.length).toBeGreaterThanOrEqual(start)
        const html = await (await fetch(`${starts.at(-1)}/`)).text()
        const links = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, link]) => link)
        expect(links.length).toBeGreaterThan(1)
        const replies = await Promise.all(links.map((link) => fetch(`${starts.at(-1)}/${link}`)))
        expect(replies.map(({ status }) => status)).toEqual(links.map(() => 200))
        return (await Promise.all(replies.map((reply) => reply.text()))).join()
      },
      { timeout: 20_000, interval: 100 },
    )

  expect(await page(1)).not.toContain('a change of the page')
  appendFileSync(join(folder, 'web/main.tsx'), "\nconsole.log('a change of the page')\n")
  expect(await page(2)).toContain('a change of the page')
  appendFileSync(join(folder, 'api/etag.ts'), '\n// A change of the program.\n')
  expect(await page(3)).toContain('a change of the page')
})
