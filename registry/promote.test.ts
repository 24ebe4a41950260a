import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { registryOf } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { sealAgain, trainModel } from '../test/trainedModel.js'
import { exportBundle } from './exportBundle.js'
import { readHistory } from './history.js'
import { withModelsLock } from './lock.js'
import { readPointer } from './pointer.js'
import { promote } from './promote.js'
import { prune } from './prune.js'
import { rollback } from './rollback.js'

const trained = temporaryFolder()
const versions: string[] = []
beforeAll(async () => {
  for (let i = 0; i < 4; i++) {
    const { version } = await trainModel(trained, { num_round: 2 + i })
    versions.push(version)
  }
})

/** A copy of four versions, the last of them current. */
function models(): string {
  const folder = temporaryFolder()
  cpSync(trained, folder, { recursive: true })
  return folder
}
const damage = (dir: string, version: string) => appendFileSync(join(dir, version, 'species.json'), ' ')

test('rollback goes back again and again, and a promotion in between counts as the last', async () => {
  const dir = models()
  const [a, b, c, d] = versions
  expect(await rollback(registryOf(dir), 'bad')).toMatchObject({ from: d, to: c })
  expect(await rollback(registryOf(dir), 'bad')).toMatchObject({ from: c, to: b })
  expect(await promote(registryOf(dir), d!, 'after all')).toEqual({ from: b, to: d })
  expect(await rollback(registryOf(dir), 'bad')).toMatchObject({ from: d, to: b })
  expect(await rollback(registryOf(dir), 'bad')).toMatchObject({ from: b, to: a })
  await expect(rollback(registryOf(dir), 'bad')).rejects.toThrow(`There is no version before ${a} to go back to`)
  expect(await readPointer(dir)).toBe(a)
  const last = (await readHistory(dir)).at(-1)
  expect(last).toMatchObject({ from: b, to: a, action: 'rollback', why: 'bad', at: expect.stringMatching(/^20\d\d-/) })
})

test('rollback passes over what was pruned or is damaged, and says so', async () => {
  const dir = models()
  const [a, b, c, d] = versions
  rmSync(join(dir, c!), { recursive: true })
  damage(dir, b!)
  const { from, to, passed_over } = await rollback(registryOf(dir), 'bad')
  expect([from, to]).toEqual([d, a])
  expect(passed_over.join()).toMatch(new RegExp(`${c}.*${b}.*sha256 differs`))
  damage(dir, d!)
  rmSync(join(dir, a!), { recursive: true })
  await expect(rollback(registryOf(dir), 'bad')).rejects.toThrow(/There is no version before/)
})

test.each([
  ['20990101T000000-abcdef', /There is no version "20990101T000000-abcdef" in .*; the newest are/],
  ['../../etc', /There is no version "..\/..\/etc"/],
  ['', /There is no version ""/],
  ['current.json', /There is no version "current.json"/],
])('promoting %j is a clear answer, and the current one stays', async (version, message) => {
  const dir = models()
  await expect(promote(registryOf(dir), version, 'x')).rejects.toThrow(message)
  await expect(exportBundle(registryOf(dir), version, temporaryFolder())).rejects.toThrow(message)
  expect(await readPointer(dir)).toBe(versions[3])
  expect(readdirSync(dir).filter((name) => name.startsWith('.'))).toEqual([])
})

test('a damaged bundle, a half-copied one and one from the future are not promoted', async () => {
  const dir = models()
  damage(dir, versions[0]!)
  rmSync(join(dir, versions[1]!, 'sex.json'))
  const manifest = join(dir, versions[2]!, 'manifest.json')
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"format": 3', '"format": 4'))
  sealAgain(join(dir, versions[2]!))
  await expect(promote(registryOf(dir), versions[0]!, 'x')).rejects.toThrow(
    /species.json is not the file that was published/,
  )
  await expect(promote(registryOf(dir), versions[1]!, 'x')).rejects.toThrow(/sex.json can't be read \(ENOENT\)/)
  await expect(promote(registryOf(dir), versions[2]!, 'x')).rejects.toThrow(
    /format: must be 1, 2 or 3; another release/,
  )
  expect(await readPointer(dir)).toBe(versions[3])
  expect(await readHistory(dir)).toHaveLength(4)
})

test('a pointer to nothing, or a damaged one, is mended by a promotion', async () => {
  const dir = models()
  writeFileSync(join(dir, 'current.json'), '{"version": "gone"}')
  expect(await promote(registryOf(dir), versions[1]!, 'mend')).toEqual({ from: 'gone', to: versions[1] })
  writeFileSync(join(dir, 'current.json'), '{')
  expect(await promote(registryOf(dir), versions[2]!, 'mend')).toEqual({ from: null, to: versions[2] })
  expect((await readHistory(dir)).slice(4).map(({ action, to }) => [action, to])).toEqual([
    ['found', 'gone'],
    ['promote', versions[1]],
    ['promote', versions[2]],
  ])
})

test('what was approved over one model does not replace another', async () => {
  const dir = models()
  const [a, b, , d] = versions
  const approve = (version: string, over: string | null) =>
    promote(registryOf(dir), version, 'approved by Ada', undefined, over)
  await expect(approve(a!, b!)).rejects.toThrow(`${a} was to replace ${b}, but by now ${d} is in use`)
  await expect(approve(a!, null)).rejects.toThrow(`${a} was to replace none, but by now ${d} is in use`)
  expect(await readPointer(dir)).toBe(d)
  expect(await approve(a!, d!)).toEqual({ from: d, to: a })
  // Tried again after it was done.
  expect(await approve(a!, d!)).toEqual({ from: a, to: a })
  expect((await readHistory(dir)).at(-1)).toMatchObject({ to: a, why: 'approved by Ada' })
  rmSync(join(dir, 'current.json'))
  expect(await approve(b!, null)).toEqual({ from: null, to: b })
})

test('promotions at once follow one another: each line of the history goes on from the one before', async () => {
  const dir = models()
  const wanted = Array.from({ length: 20 }, (_, i) => versions[i % 4]!)
  await Promise.all(wanted.map((version) => promote(registryOf(dir), version, 'race')))
  const history = await readHistory(dir)
  for (let i = 1; i < history.length; i++) expect(history[i]!.from).toBe(history[i - 1]!.to)
  expect(await readPointer(dir)).toBe(history.at(-1)!.to)
  expect(existsSync(join(dir, '.lock'))).toBe(false)
})

test('a line that a crash cut short stops nobody', async () => {
  const dir = models()
  appendFileSync(join(dir, 'history.jsonl'), '{"at":"20')
  await promote(registryOf(dir), versions[0]!, 'go on')
  expect((await readHistory(dir)).at(-1)).toMatchObject({ to: versions[0], why: 'go on' })
  expect(await readHistory(dir)).toHaveLength(5)
})

test('prune keeps the newest and never removes the current one', async () => {
  const dir = models()
  const [a, b, c, d] = versions
  await promote(registryOf(dir), a!, 'old but good')
  expect(await prune(dir, 1)).toEqual({ kept: [d, a], removed: [c, b] })
  expect(readdirSync(dir).sort()).toEqual([...[a!, d!].sort(), 'current.json', 'history.jsonl'])
  writeFileSync(join(dir, 'current.json'), '{')
  await expect(prune(dir, 1)).rejects.toThrow(/does not name a version/)
})

test('an exported bundle serves in another place', async () => {
  const other = temporaryFolder()
  await exportBundle(registryOf(models()), versions[1]!, other)
  await expect(exportBundle(registryOf(models()), versions[1]!, other)).rejects.toThrow(/is there already/)
  expect(await promote(registryOf(other), versions[1]!, 'brought here')).toEqual({ from: null, to: versions[1] })
})

test('of many that wait for a lock that a killed process left, one at a time goes on', async () => {
  const dir = models()
  mkdirSync(join(dir, '.lock'))
  let [inside, most, done] = [0, 0, 0]
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 10))
    inside--
    done++
  }
  await Promise.all(Array.from({ length: 12 }, () => withModelsLock(dir, work, undefined, 200)))
  expect([most, done]).toEqual([1, 12])
  expect(readdirSync(dir).filter((name) => name.startsWith('.'))).toEqual([])
})

test('whoever waits for a lock is told once, before it is given up', async () => {
  const dir = models()
  mkdirSync(join(dir, '.lock'))
  let told = 0
  await withModelsLock(
    dir,
    async () => {},
    () => told++,
    2500,
  )
  await withModelsLock(
    dir,
    async () => {},
    () => told++,
  )
  expect(told).toBe(1)
})

test('folders of somebody else are no versions: not listed, not pruned', async () => {
  const dir = models()
  mkdirSync(join(dir, 'my-notes'))
  expect((await prune(dir, 2)).kept).toEqual([versions[3], versions[2]])
  expect(existsSync(join(dir, 'my-notes'))).toBe(true)
})

test('without a models folder nothing is made', async () => {
  const dir = join(temporaryFolder(), 'typo')
  await expect(rollback(registryOf(dir), 'x')).rejects.toThrow(
    /There is no folder .*typo; name the models folder in MODELS_DIR/,
  )
  expect(existsSync(dir)).toBe(false)
})
