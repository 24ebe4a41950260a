import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { readRegularFile } from '../core/regularFile.js'
import { registryOf } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { trainModel } from '../test/trainedModel.js'
import { readBundle } from './bundle.js'
import { exportBundle } from './exportBundle.js'
import { readHistory } from './history.js'
import { readPointer } from './pointer.js'
import { promote } from './promote.js'
import { listVersions } from './versions.js'

const trained = temporaryFolder()
let version = ''
beforeAll(async () => {
  version = (await trainModel(trained)).version
})

function copy(): string {
  const folder = temporaryFolder()
  cpSync(trained, folder, { recursive: true })
  return folder
}

/** What may stand under a file's name, and what is said of it. */
const others: [string, (path: string) => unknown, RegExp][] = [
  ['a named pipe', (path) => execFileSync('mkfifo', [path]), /it is a named pipe and no file/],
  ['a link to a named pipe', linkToPipe, /it is a named pipe and no file/],
  ['a socket', listen, /ENXIO/],
  ['an endless device', (path) => symlinkSync('/dev/zero', path), /it is a device and no file/],
  ['an empty device', (path) => symlinkSync('/dev/null', path), /it is a device and no file/],
  ['a terminal', (path) => symlinkSync('/dev/ptmx', path), /it is a device and no file/],
  ['a folder', (path) => mkdirSync(path), /EISDIR/],
  ['a link to itself', (path) => symlinkSync(path, path), /ELOOP/],
  ['a huge file', hugeFile, /it has 1099511627776 bytes, and \d+ are the most/],
]
function linkToPipe(path: string) {
  execFileSync('mkfifo', [`${path}.pipe`])
  symlinkSync(`${path}.pipe`, path)
}
function listen(path: string) {
  const server = createServer().listen(path)
  onTestFinished(() => void server.close())
  return new Promise((resolve) => server.once('listening', resolve))
}
function hugeFile(path: string) {
  writeFileSync(path, '')
  truncateSync(path, 2 ** 40)
}

const files = ['manifest.json', 'SHA256SUMS', 'species.json', 'README.md', 'profile.json']
test.each(files.flatMap((file) => others.map(([kind, make, says]) => [file, kind, make, says] as const)))(
  '%s that is %s is refused at once',
  async (file, _, make, says) => {
    const dir = copy()
    rmSync(join(dir, version, file))
    await make(join(dir, version, file))
    const refusal = { code: 'MODEL_INVALID', message: expect.stringMatching(says) }
    await expect(readBundle(registryOf(dir), version)).rejects.toMatchObject(refusal)
    await expect(promote(registryOf(dir), version, 'x')).rejects.toMatchObject(refusal)
    await expect(exportBundle(registryOf(dir), version, temporaryFolder())).rejects.toMatchObject(refusal)
    const [card] = await listVersions(registryOf(dir))
    if (file === 'manifest.json' || file === 'SHA256SUMS') expect(card!.problem).toMatch(says)
    else expect(card!.manifest).toBeDefined()
  },
)

test.each(others)('a pointer that is %s is refused at once, and a promotion replaces it', async (kind, make, says) => {
  const dir = copy()
  rmSync(join(dir, 'current.json'))
  await make(join(dir, 'current.json'))
  const refusal = { code: 'MODEL_INVALID', message: expect.stringMatching(says) }
  await expect(readPointer(dir)).rejects.toMatchObject(refusal)
  expect((await listVersions(registryOf(dir)))[0]).toMatchObject({ version, current: false })
  if (kind === 'a folder') return
  expect(await promote(registryOf(dir), version, 'x')).toEqual({ from: null, to: version })
  expect(await readPointer(dir)).toBe(version)
})

test.each(others)('a history that is %s is refused at once', async (_, make, says) => {
  const dir = copy()
  rmSync(join(dir, 'history.jsonl'))
  await make(join(dir, 'history.jsonl'))
  await expect(readHistory(dir)).rejects.toMatchObject({ code: 'HISTORY', message: expect.stringMatching(says) })
  rmSync(join(dir, 'current.json'))
  writeFileSync(join(dir, 'current.json'), '{"version": "by-hand"}')
  await expect(promote(registryOf(dir), version, 'x')).rejects.toMatchObject({ code: 'HISTORY' })
})

test.each(others)('a version that is %s is no bundle', async (_, make) => {
  const dir = copy()
  rmSync(join(dir, version), { recursive: true })
  await make(join(dir, version))
  await expect(readBundle(registryOf(dir), version)).rejects.toMatchObject({ code: 'MODEL_INVALID' })
})

test('an export leaves out what is no file', async () => {
  const dir = copy()
  execFileSync('mkfifo', [join(dir, version, 'pipe')])
  symlinkSync('/dev/zero', join(dir, version, 'zero'))
  const to = temporaryFolder()
  const { folder } = await exportBundle(registryOf(dir), version, to)
  expect(readdirSync(folder).sort()).toEqual([
    'README.md',
    'SHA256SUMS',
    'manifest.json',
    'profile.json',
    'sex.json',
    'species.json',
  ])
  expect((await readBundle(registryOf(to), version)).manifest.version).toBe(version)
})

test('reads a file through a link, an empty one, and what it held when it was opened', async () => {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, '')
  symlinkSync(path, `${path}.link`)
  expect(await readRegularFile(path, 0)).toHaveLength(0)
  appendFileSync(path, 'abc')
  expect(String(await readRegularFile(`${path}.link`, 3))).toBe('abc')
  await expect(readRegularFile(path, 2)).rejects.toThrow('it has 3 bytes, and 2 are the most')
})
