import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readDataset } from '../core/dataset/readDataset.js'
import { openLogToWrite } from '../database/openLog.js'
import { countRows } from '../database/rows.js'
import type { Value } from '../database/tables.js'
import { penguins } from '../test/datasets.js'
import { databaseUrl, dropTables, freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { startProxy } from '../test/proxy.js'
import { startLogWriter } from './logWriter.js'

const url = databaseUrl()
const { database } = await freshDatabase(url)
const table = database.tables.predictionLog
beforeAll(() => dropTables(database))

const row = (): Value[] => [null, '2026-01-02 03:04:05.678', 'id', 0, 'v1', 1.5, 2, 3, 4, 'Adelie', 0.9, null, null]

function startWriter(url: string) {
  const seen = { written: 0, dropped: 0, said: [] as string[] }
  const writer = startLogWriter({
    table,
    open: () => openLogToWrite(url, penguins),
    onWritten: (rows) => (seen.written += rows),
    onDropped: (rows) => (seen.dropped += rows),
    onAway: (why) => seen.said.push(why),
    onBack: () => seen.said.push('back'),
    slowMs: 1500,
  })
  return { writer, seen }
}

test.runIf(url.startsWith('mysql:')).each([
  ['stall', 10],
  ['cut', 0],
] as const)(
  'a server that is gone (%s) loses %i rows, whose fate nobody knows, and all others wait for its return',
  async (fault, lost) => {
    const proxy = await startProxy(url)
    const before = await countRows(database.db, table).catch(() => 0)
    const { writer, seen } = startWriter(proxy.url)
    writer.add(row())
    await expect.poll(() => seen.written, { timeout: 10_000 }).toBe(1)
    proxy[fault]()
    for (let i = 0; i < 10; i++) writer.add(row())
    await expect.poll(() => seen.said.length, { timeout: 10_000 }).toBe(1)
    for (let i = 0; i < 5; i++) writer.add(row())
    proxy.mend()
    await expect.poll(() => seen.written, { timeout: 10_000 }).toBe(16 - lost)
    expect(seen.dropped).toBe(lost)
    expect(seen.said.slice(1)).toEqual(['back'])
    await writer.close(5000)
    expect(await countRows(database.db, table)).toBe(before + 16 - lost)
  },
)

test('what waits is bounded, however long the database is away, and is dropped at the end', async () => {
  const { writer, seen } = startWriter('mysql://user:secret@127.0.0.1:1/none')
  while (writer.room > 0) writer.add(row())
  await expect.poll(() => seen.said.length, { timeout: 10_000 }).toBe(1)
  expect(seen.said[0]).toMatch(/^The MySQL database at 127\.0\.0\.1:1\/none can't be reached .*PREDICTION_LOG\.$/)
  await writer.close(1000)
  expect(seen).toMatchObject({ written: 0, dropped: 20_000 })
})

test('a server that has stopped answering does not hold up the end', async () => {
  const stopped = url.startsWith('mysql:') ? await startProxy(url) : undefined
  stopped?.stall()
  const { writer } = startWriter(stopped?.url ?? url)
  writer.add(row())
  await writer.close(100)
})

test('a row that the database refuses is dropped with its batch, and the next ones are written', async () => {
  const { writer, seen } = startWriter(url)
  await expect.poll(() => countRows(database.db, table).catch(() => -1)).toBeGreaterThanOrEqual(0)
  writer.add(row().with(1, null))
  await expect.poll(() => seen.dropped, { timeout: 10_000 }).toBe(1)
  writer.add(row())
  await expect.poll(() => seen.written, { timeout: 10_000 }).toBe(1)
  await writer.close(5000)
})

test('a table of very many columns is logged too', async () => {
  const folder = temporaryFolder()
  const features = Array.from({ length: 400 }, (_, i) => ({ name: `f${i}`, type: 'string', categories: ['a', 'b'] }))
  const fields = [...features.map((it) => ({ ...it, role: 'feature' })), { name: 'y', type: 'number', role: 'target' }]
  writeFileSync(
    join(folder, 'wide.json'),
    JSON.stringify({ resources: [{ name: 'wide', path: 'wide.csv', schema: { fields } }] }),
  )
  const wide = await readDataset(join(folder, 'wide.json'))
  const { database } = await freshDatabase(url, wide)
  const log = await openLogToWrite(url, wide)
  const time = '2026-01-02 03:04:05.678'
  await log.append(log.tables.predictionLog, [[null, time, 'id', 3, 'v1', ...features.map(() => 'a'), 1.25]])
  await log.close()
  const [found] = await database.db
    .selectFrom('wide_prediction_log')
    .selectAll()
    .where('request_time', '>=', '2026-01-02 03:04:05')
    .execute()
  expect(found).toMatchObject({ id: 1, request_time: time, request_row: 3, f399: 'a', predicted_y: 1.25 })
  await dropTables(database)
})
