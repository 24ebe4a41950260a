import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open.js'
import { penguins as dataset } from '../test/datasets.js'
import { freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { clear } from './clear.js'
import { load } from './load.js'
import { preprocess, preprocessDefaults } from './preprocess.js'
import { parametersSchema } from './train/parameters.js'
import { train } from './train/train.js'
import { tryParameters } from './train/tryParameters.js'

const HEADER = dataset.columnNames.join()
const other = join(temporaryFolder(), 'other.csv')
writeFileSync(
  other,
  `${HEADER}\n${Array.from({ length: 90 }, (_, i) => `${['Adelie', 'Chinstrap', 'Gentoo'][i % 3]},Dream,${40 + i / 10},18,190,4000,${['MALE', 'FEMALE'][i % 2]}`).join('\n')}\n`,
)

const options = { parameters: parametersSchema.parse({ num_round: 2 }), seed: 1 }

/** The four steps of a run, each to be taken when its time comes. Its rows are those of `file` and of no other. */
function stepsOf(database: Database, file: string, modelsDir: string) {
  let of: string | undefined
  return [
    () => clear(database),
    async () => {
      of = (await load(database, file)).fingerprint
    },
    async () => {
      const result = await preprocess(database, { ...preprocessDefaults, of })
      of = result.fingerprint
      return result
    },
    () => train(database, { ...options, of, modelsDir, promote: 'always' }),
  ]
}

/** Every order in which two runs of four steps can take place, each run's own steps in order. */
function interleavings(a: number, b: number): string[] {
  if (a === 0 || b === 0) return ['a'.repeat(a) + 'b'.repeat(b)]
  return [...interleavings(a - 1, b).map((rest) => `a${rest}`), ...interleavings(a, b - 1).map((rest) => `b${rest}`)]
}

/** All on SQLite; on MySQL, where a step's tables cost a tenth of a second, one in five. */
const orders = (kind: Database['kind']) => interleavings(4, 4).filter((_, i) => kind === 'sqlite' || i % 5 === 0)

const raw: Record<string, number> = { [dataset.file]: 344, [other]: 90 }

test('two runs, interleaved in every way: each works on its own rows, or says that another came between or has yet to fill them', async () => {
  const { database, url } = await freshDatabase()
  const second = await openDatabase(url, dataset)
  const modelsDir = temporaryFolder()
  const outcomes = new Set<string>()
  for (const order of orders(database.kind)) {
    const runs = { a: stepsOf(database, dataset.file, modelsDir), b: stepsOf(second, other, modelsDir) }
    const files = { a: dataset.file, b: other }
    const ended: string[] = []
    for (const name of order as Iterable<'a' | 'b'>) {
      const step = runs[name].shift()
      if (!step) continue
      try {
        const result = await step()
        if (result && 'raw' in result) expect(result.raw).toBe(raw[files[name]])
        if (result && 'version' in result) {
          expect(result.rows.clean + result.rows.rejected).toBe(raw[files[name]])
          ended.push(name)
        }
      } catch (error) {
        expect(['ANOTHER_RUN', 'NO_ROWS']).toContain((error as { code: string }).code)
        outcomes.add((error as { code: string }).code)
        runs[name].length = 0
      }
    }
    // Whoever loads last is disturbed by nobody.
    const loads = (name: string) => order.indexOf(name, order.indexOf(name) + 1)
    expect(ended).toContain(loads('a') > loads('b') ? 'a' : 'b')
  }
  expect(outcomes).toEqual(new Set(['ANOTHER_RUN', 'NO_ROWS']))
  await second.close()
})

test('runs of the same file do not disturb each other, but where the rows are away for a moment', async () => {
  const { database, url } = await freshDatabase()
  const second = await openDatabase(url, dataset)
  const modelsDir = temporaryFolder()
  for (const order of orders(database.kind)) {
    const runs = {
      a: stepsOf(database, dataset.file, modelsDir),
      b: stepsOf(second, dataset.file, modelsDir),
    }
    let left = [...order] as ('a' | 'b')[]
    // What may pass is tried again once the other run has gone on, as Airflow does.
    for (let turns = 0; left.length > 0; turns++) {
      expect(turns).toBeLessThan(30)
      const waiting: ('a' | 'b')[] = []
      for (const name of left) {
        if (waiting.includes(name)) {
          waiting.push(name)
          continue
        }
        try {
          await runs[name][0]!()
          runs[name].shift()
        } catch (error) {
          expect(error).toMatchObject({ name: 'TemporaryError', code: 'NO_ROWS' })
          waiting.push(name)
        }
      }
      left = waiting
    }
  }
  await second.close()
})

test('a trial of rows that were replaced since the grid was made says so', async () => {
  const { database } = await freshDatabase()
  await load(database, dataset.file)
  const { fingerprint: of } = await preprocess(database, preprocessDefaults)
  expect((await tryParameters(database, { ...options, of })).data).toBe(of)
  await preprocess(database, { ...preprocessDefaults, seed: 7 })
  await expect(tryParameters(database, { ...options, of })).rejects.toThrow(
    new RegExp(`^Another run came between: penguins no longer holds the rows that this run made, ${of}`),
  )
})
