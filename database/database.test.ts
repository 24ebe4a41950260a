import { expect, test } from 'vitest'
import { penguins } from '../test/datasets.js'
import { freshDatabase } from '../test/freshDatabase.js'
import { openDatabase } from './open.js'
import { countRows, readPages } from './rows.js'
import { tablesOf, type Value } from './tables.js'

const tables = tablesOf(penguins)

const rowOf = (line: number, text = 'x'): Value[] => [line, ...Array(7).fill(text)]

async function linesOf(database: Awaited<ReturnType<typeof openDatabase>>) {
  const lines = []
  for await (const page of readPages(database.db, tables.raw)) lines.push(...page.map((row) => row.line))
  return lines
}

test('a table is replaced as a whole, and another connection sees it', async () => {
  const { database, url } = await freshDatabase()
  const other = await openDatabase(url, penguins)
  for (const lines of [[2, 3, 4], [7]]) {
    await database.replaceTables([tables.raw], (insert) =>
      insert(
        tables.raw,
        lines.map((line) => rowOf(line)),
      ),
    )
    expect(await linesOf(other)).toEqual(lines)
  }
  await other.close()
})

test('readers see the old rows until all of the new ones are there', async () => {
  const { database, url } = await freshDatabase()
  const reader = await openDatabase(url, penguins)
  await database.replaceTables([tables.raw], (insert) => insert(tables.raw, [rowOf(2)]))
  await database.replaceTables([tables.raw], async (insert) => {
    await insert(tables.raw, [rowOf(10), rowOf(11)])
    expect(await linesOf(reader)).toEqual([2])
  })
  expect(await linesOf(reader)).toEqual([10, 11])
  await reader.close()
})

test('a failure on the way leaves the old rows, in every table', async () => {
  const { database } = await freshDatabase()
  await database.replaceTables([tables.raw], (insert) => insert(tables.raw, [rowOf(2)]))
  const failing = database.replaceTables([tables.raw, tables.rejected], async (insert) => {
    await insert(tables.raw, [rowOf(3)])
    await insert(tables.rejected, [[3, 'why', ...Array(7).fill('x')]])
    throw new Error('on the way')
  })
  await expect(failing).rejects.toThrow('on the way')
  expect(await linesOf(database)).toEqual([2])
  expect(await countRows(database.db, tables.rejected)).toBe(0)
  const found = (await database.db.introspection.getTables()).map(({ name }) => name)
  expect(found.filter((name) => name.includes('__'))).toEqual([])
  await database.replaceTables([tables.raw], (insert) => insert(tables.raw, [rowOf(4)]))
  expect(await linesOf(database)).toEqual([4])
})

test('two at once take turns', async () => {
  const { database, url } = await freshDatabase()
  const other = await openDatabase(url, penguins)
  const events: string[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = database.replaceTables([tables.raw], async (insert) => {
    await insert(tables.raw, [rowOf(2)])
    await held
    events.push('first')
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  const second = other.replaceTables(
    [tables.raw],
    async (insert) => {
      events.push('second')
      await insert(tables.raw, [rowOf(3)])
    },
    () => {
      events.push('waits')
      release()
    },
  )
  await Promise.all([first, second])
  expect(events).toEqual(['waits', 'first', 'second'])
  expect(await linesOf(database)).toEqual([3])
  await other.close()
})

test('text and numbers come back as they went in', async () => {
  const { database } = await freshDatabase()
  const texts = ["it's", 'a\tb', 'a\nb\r\n', 'back\\slash', '\\N', '"quoted"', '🐧 ø €']
  await database.replaceTables([tables.raw, tables.clean], async (insert) => {
    await insert(tables.raw, [[2, ...texts]])
    await insert(tables.clean, [
      [2, 'Adelie', 'Dream', 39.1, 0.1 + 0.2, 336.0403655221929, 506.2147488388309, null, 'train'],
    ])
  })
  const row = await database.db.selectFrom('penguins_raw').selectAll().executeTakeFirstOrThrow()
  expect(Object.values(row).slice(1, 8)).toEqual(texts)
  expect(await database.db.selectFrom('penguins').selectAll().executeTakeFirst()).toMatchObject({
    culmen_length_mm: 39.1,
    culmen_depth_mm: 0.1 + 0.2,
    flipper_length_mm: 336.0403655221929,
    body_mass_g: 506.2147488388309,
    sex: null,
  })
})

test('rows are read in pages and in order, however many', async () => {
  const { database } = await freshDatabase()
  const lines = Array.from({ length: 25_000 }, (_, i) => i + 2)
  await database.replaceTables([tables.raw], (insert) =>
    insert(
      tables.raw,
      lines.map((line) => rowOf(line)),
    ),
  )
  expect(await linesOf(database)).toEqual(lines)
})

test('a database that is not there is one sentence, without the password', async () => {
  await expect(openDatabase('mysql://user:secret@127.0.0.1:1/penguins_db', penguins)).rejects.toThrow(
    /^The MySQL database at 127.0.0.1:1\/penguins_db can't be reached \(ECONNREFUSED\); start it, or check/,
  )
  await expect(openDatabase('sqlite:/dev/null/x.sqlite', penguins)).rejects.toThrow(/SQLite file .* can't be opened/)
})
