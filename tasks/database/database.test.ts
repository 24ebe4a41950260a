import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/freshDatabase.js'
import type { Value } from './database.js'
import { openDatabase } from './open.js'
import { countRows, readPages } from './rows.js'

const raw = (line: number, text = 'x'): Value[] => [line, ...Array(7).fill(text)]

async function linesOf(database: Awaited<ReturnType<typeof openDatabase>>) {
  const lines = []
  for await (const page of readPages(database.db, 'penguins_raw')) lines.push(...page.map((row) => row.line))
  return lines
}

test('a table is replaced as a whole, and another connection sees it', async () => {
  const { database, url } = await freshDatabase()
  const other = await openDatabase(url)
  for (const lines of [[2, 3, 4], [7]]) {
    await database.replaceTables(['penguins_raw'], (insert) =>
      insert(
        'penguins_raw',
        lines.map((line) => raw(line)),
      ),
    )
    expect(await linesOf(other)).toEqual(lines)
  }
  await other.close()
})

test('readers see the old rows until all of the new ones are there', async () => {
  const { database, url } = await freshDatabase()
  const reader = await openDatabase(url)
  await database.replaceTables(['penguins_raw'], (insert) => insert('penguins_raw', [raw(2)]))
  await database.replaceTables(['penguins_raw'], async (insert) => {
    await insert('penguins_raw', [raw(10), raw(11)])
    expect(await linesOf(reader)).toEqual([2])
  })
  expect(await linesOf(reader)).toEqual([10, 11])
  await reader.close()
})

test('a failure on the way leaves the old rows, in every table', async () => {
  const { database } = await freshDatabase()
  await database.replaceTables(['penguins_raw'], (insert) => insert('penguins_raw', [raw(2)]))
  const failing = database.replaceTables(['penguins_raw', 'penguins_rejected'], async (insert) => {
    await insert('penguins_raw', [raw(3)])
    await insert('penguins_rejected', [[3, 'why', ...Array(7).fill('x')]])
    throw new Error('on the way')
  })
  await expect(failing).rejects.toThrow('on the way')
  expect(await linesOf(database)).toEqual([2])
  expect(await countRows(database.db, 'penguins_rejected')).toBe(0)
  const tables = (await database.db.introspection.getTables()).map(({ name }) => name)
  expect(tables.filter((name) => name.includes('__'))).toEqual([])
  await database.replaceTables(['penguins_raw'], (insert) => insert('penguins_raw', [raw(4)]))
  expect(await linesOf(database)).toEqual([4])
})

test('two at once take turns', async () => {
  const { database, url } = await freshDatabase()
  const other = await openDatabase(url)
  const events: string[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = database.replaceTables(['penguins_raw'], async (insert) => {
    await insert('penguins_raw', [raw(2)])
    await held
    events.push('first')
  })
  await new Promise((resolve) => setTimeout(resolve, 100))
  const second = other.replaceTables(
    ['penguins_raw'],
    async (insert) => {
      events.push('second')
      await insert('penguins_raw', [raw(3)])
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
  await database.replaceTables(['penguins_raw', 'penguins'], async (insert) => {
    await insert('penguins_raw', [[2, ...texts]])
    await insert('penguins', [[2, 'Adelie', 'Dream', 39.1, 0.1 + 0.2, 181, 3750, null, 'train']])
  })
  const row = await database.db.selectFrom('penguins_raw').selectAll().executeTakeFirstOrThrow()
  expect(Object.values(row).slice(1, 8)).toEqual(texts)
  expect(await database.db.selectFrom('penguins').selectAll().executeTakeFirst()).toMatchObject({
    culmen_length_mm: 39.1,
    culmen_depth_mm: 0.1 + 0.2,
    sex: null,
  })
})

test('rows are read in pages and in order, however many', async () => {
  const { database } = await freshDatabase()
  const lines = Array.from({ length: 25_000 }, (_, i) => i + 2)
  await database.replaceTables(['penguins_raw'], (insert) =>
    insert(
      'penguins_raw',
      lines.map((line) => raw(line)),
    ),
  )
  expect(await linesOf(database)).toEqual(lines)
})

test('a database that is not there is one sentence, without the password', async () => {
  await expect(openDatabase('mysql://user:secret@127.0.0.1:1/penguins_db')).rejects.toThrow(
    /^The MySQL database at 127.0.0.1:1\/penguins_db can't be reached \(ECONNREFUSED\); start it, or check/,
  )
  await expect(openDatabase('sqlite:/dev/null/x.sqlite')).rejects.toThrow(/SQLite file .* can't be opened/)
})
