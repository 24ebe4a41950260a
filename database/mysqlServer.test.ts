import { writeFileSync } from 'node:fs'
import { createConnection as connectTcp, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import mysql, { type Connection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { perform } from '../cli/step.js'
import { readSettings } from '../core/settings.js'
import { load } from '../tasks/load.js'
import { preprocess, preprocessDefaults } from '../tasks/preprocess.js'
import { penguins as dataset, HEADER } from '../test/datasets.js'
import { freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { penguins } from '../test/penguins.js'
import { openDatabase } from './open.js'
import { countRows } from './rows.js'
import { recordRun } from './runs.js'

/**
 * MySQL as others have set it up. Needs an administrator of the server of DATABASE_URL, as in
 * MYSQL_ROOT_URL=mysql://root:root@127.0.0.1:3307/penguins_db: the settings of the whole server are changed, and put back.
 */
const { DATABASE_URL: url = '', MYSQL_ROOT_URL: rootUrl = '' } = process.env

describe('a server with settings of its own', () => {
  let root: Connection
  beforeAll(async () => {
    root = await mysql.createConnection(rootUrl)
  })
  afterAll(() => root?.end())

  /** Changes the server's settings for as long as `work` takes. */
  async function withSettings<T>(settings: Record<string, string | number>, work: () => Promise<T>): Promise<T> {
    const names = Object.keys(settings)
    const [[before]] = await root.query<mysql.RowDataPacket[]>(
      `select ${names.map((name) => `@@global.${name} as ${name}`)}`,
    )
    const set = (values: Record<string, string | number>) =>
      root.query(`set ${names.map((name) => `global ${name} = ${mysql.escape(values[name])}`).join(', ')}`)
    await set(settings)
    try {
      return await work()
    } finally {
      await set(before as Record<string, string | number>)
    }
  }

  /** A user of a test's own, with other rights or limits. */
  async function withUser<T>(rights: string, limits: string, work: (url: string) => Promise<T>): Promise<T> {
    await root.query(`create user 'guest'@'%' identified by 'guest' ${limits}`)
    try {
      await root.query(`grant ${rights} on penguins_db.* to 'guest'@'%'`)
      return await work(url.replace(/\/\/[^@]+@/, '//guest:guest@'))
    } finally {
      await root.query("drop user 'guest'@'%'")
    }
  }

  const odd = [
    `"'),(9999,0x4164656c6965,user(),0x39,0x38,0x31,0x37,0x4d)#"`,
    '"\\\'),(1,2,3,4,5,6,7,8);drop table penguins;-- "',
    'Tørgersen 🐧 東京',
    '"\\N"',
    '"a\tb\\tc"',
    '"two\nlines\\n"',
    "it''s",
    '"""quoted"""',
    ' ﷺ𝄞é ',
  ]
  const unquote = (field: string) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field)

  const modes: Record<string, string | number>[] = [
    { sql_mode: 'NO_BACKSLASH_ESCAPES' },
    { sql_mode: 'ANSI,TRADITIONAL' },
    { sql_mode: 'ANSI_QUOTES,PIPES_AS_CONCAT,PAD_CHAR_TO_FULL_LENGTH,NO_AUTO_VALUE_ON_ZERO' },
    { sql_mode: '' },
    { autocommit: 0 },
    { init_connect: "SET collation_connection = 'utf8mb3_unicode_ci'" },
    { init_connect: 'SET NAMES utf8mb3' },
    { init_connect: "SET NAMES latin1, sql_mode = 'NO_BACKSLASH_ESCAPES'" },
    { init_connect: 'SET sql_select_limit = 10, sql_big_selects = 0, max_join_size = 1' },
    { init_connect: "SET completion_type = 'RELEASE', autocommit = 0" },
    { init_connect: "SET default_storage_engine = 'MyISAM'" },
    { transaction_read_only: 1, transaction_isolation: 'READ-UNCOMMITTED' },
    { max_execution_time: 1 },
    { wait_timeout: 1, interactive_timeout: 1 },
    { max_allowed_packet: 4096 },
  ]

  for (const local_infile of [0, 1]) {
    test.each(modes)(`%j, local_infile ${local_infile}: every byte is stored, and every row recorded`, async (mode) => {
      const file = join(temporaryFolder(), 'odd.csv')
      const rows = Array.from({ length: 60 }, (_, i) => `Adelie,Dream,39.1,18.7,181,3750,${odd[i % odd.length]}`)
      writeFileSync(file, `${HEADER}\n${rows.join('\n')}\nAdelie 🐧,Dream,39.1,18.7,181,3750,MALE\n`)
      await freshDatabase(url)
      await withSettings({ ...mode, local_infile }, async () => {
        const { database } = await freshDatabase(url)
        await load(database, file)
        if (mode.wait_timeout) await new Promise((resolve) => setTimeout(resolve, 1500))
        expect(await preprocess(database, preprocessDefaults)).toMatchObject({ raw: 61, clean: 60, rejected: 1 })
        await recordRun(database, 'load 🐧', new Date(), { says: '🐧' })
      })
      const ask = async (statement: string) => (await root.query<mysql.RowDataPacket[]>(statement))[0]
      const stored = await ask('select hex(sex) as bytes from penguins_db.penguins_raw order by line limit 60')
      const expected = Array.from({ length: 60 }, (_, i) => unquote(odd[i % odd.length]!))
      expect(stored.map(({ bytes }) => Buffer.from(bytes, 'hex').toString())).toEqual(expected)
      const [rejected] = await ask('select reason from penguins_db.penguins_rejected')
      expect(rejected!.reason).toBe('species is none of Adelie, Chinstrap, Gentoo: "Adelie 🐧"')
      expect(await ask('select task, result from penguins_db.task_runs')).toEqual([
        { task: 'load 🐧', result: { says: '🐧' } },
      ])
    })
  }

  const refusals: [string, Record<string, string | number>, number, RegExp][] = [
    ['read-only', { read_only: 1 }, 75, /is read-only \(a replica, or under maintenance\)/],
    ['in offline mode', { offline_mode: 1 }, 75, /is in offline mode; try again/],
    ['for encrypted connections only', { require_secure_transport: 1 }, 1, /add \?ssl-mode=REQUIRED to DATABASE_URL/],
    ['whose init_connect fails', { init_connect: 'SELECT nonsense' }, 1, /init_connect/],
    ['without room', { max_connections: 1 }, 75, /takes no more connections now/],
  ]
  test.each(refusals)('a server %s is a sentence, for steps and for doctor', async (_, settings, code, message) => {
    await freshDatabase(url)
    await withSettings(settings, async () => {
      const held = 'max_connections' in settings ? await mysql.createConnection(url).catch(() => undefined) : undefined
      const step = await penguins(['load'], { DATABASE_URL: url })
      expect([step.code, step.stderr, step.stdout]).toEqual([code, expect.stringMatching(message), ''])
      const doctor = await penguins(['doctor'], { DATABASE_URL: url, MODELS_DIR: temporaryFolder() })
      expect([doctor.code, doctor.stderr]).toEqual([1, expect.stringMatching(message)])
      await held?.end()
    })
  })

  const rights = 'select, insert, create, alter, drop'
  test.each(rights.split(', '))('a user without %s is told the GRANT, by steps and by doctor', async (right) => {
    await freshDatabase(url)
    const less = rights.split(', ').filter((it) => it !== right)
    await withUser(less.join(), '', async (guest) => {
      const step = await penguins(['load'], { DATABASE_URL: guest })
      const grant = /GRANT SELECT, INSERT, DELETE, CREATE, ALTER, DROP ON `penguins_db`\.\* TO 'guest'@'%'/
      expect([step.code, step.stderr]).toEqual([1, expect.stringMatching(grant)])
      const doctor = await penguins(['doctor'], { DATABASE_URL: guest, MODELS_DIR: temporaryFolder() })
      expect([doctor.code, doctor.stderr]).toEqual([1, expect.stringMatching(grant)])
    })
    await withUser(rights, '', async (guest) => {
      expect((await penguins(['load'], { DATABASE_URL: guest })).code).toBe(0)
    })
  })

  test.each([
    ['with max_user_connections 1', 'MAX_USER_CONNECTIONS 1', 75, /takes no more connections now/],
    ['with max_queries_per_hour 1', 'MAX_QUERIES_PER_HOUR 1', 75, /takes no more connections now/],
    ['account locked', 'ACCOUNT LOCK', 1, /account of DATABASE_URL is locked/],
  ])('a user %s', async (_, limits, code, message) => {
    await withUser(rights, limits.startsWith('MAX') ? `with ${limits}` : limits, async (guest) => {
      const held = limits.endsWith('S 1') ? await openDatabase(guest, dataset) : undefined
      const step = await penguins(['load'], { DATABASE_URL: guest })
      expect([step.code, step.stderr]).toEqual([code, expect.stringMatching(message)])
      await held?.close()
    })
  })

  test('TLS is asked for by ssl-mode, and a server that is not trusted is refused', async () => {
    await freshDatabase(url)
    await withSettings({ require_secure_transport: 1 }, async () => {
      expect((await penguins(['load'], { DATABASE_URL: `${url}?ssl-mode=REQUIRED` })).code).toBe(0)
      for (const mode of ['VERIFY_CA', 'VERIFY_IDENTITY']) {
        const { code, stderr } = await penguins(['load'], { DATABASE_URL: `${url}?ssl-mode=${mode}` })
        expect([code, stderr]).toEqual([
          1,
          expect.stringMatching(/by its certificate; name its authority's file by ssl-ca/),
        ])
      }
    })
  })

  describe('a connection that is lost', () => {
    const context = async () => {
      const { database } = await freshDatabase(url)
      return { database, dataset, settings: readSettings({ DATABASE_URL: url }) }
    }
    const file = 'data/penguins_size.csv'

    test('after the rows have taken their place: the step is done, and recorded by another connection', async () => {
      const { database, settings } = await context()
      const [{ id }] = (
        await root.query<mysql.RowDataPacket[]>(
          "select id from information_schema.processlist where user = 'user' and db = 'penguins_db' order by id desc limit 1",
        )
      )[0] as [{ id: number }]
      const step = {
        name: 'load',
        async work() {
          const done = await load(database, file)
          await root.query(`kill ${id}`)
          return done
        },
        describe: () => [],
      }
      expect(await perform(step, { database, dataset, settings }, {})).toMatchObject({ rows: 344 })
      const other = await openDatabase(url, dataset)
      expect(await countRows(other.db, other.tables.raw)).toBe(344)
      expect(await other.db.selectFrom('task_runs').select('task').execute()).toEqual([{ task: 'load' }])
      await other.close()
    })

    /** A network that breaks down at a statement: before it has reached the server, or before its answer comes back. */
    async function brokenAt(statement: string, when: 'asked' | 'answered'): Promise<{ url: string; close(): void }> {
      const { hostname, port } = new URL(url)
      let broken = false
      const sockets: Socket[] = []
      const proxy = createServer((client) => {
        const server = connectTcp(Number(port), hostname)
        sockets.push(client, server)
        for (const socket of [client, server]) socket.on('error', () => {})
        let asked = false
        client.on('data', (bytes) => {
          asked ||= !broken && bytes.includes(statement)
          if (asked && when === 'asked') {
            broken = true
            client.destroy()
          } else server.write(bytes)
        })
        server.on('data', (bytes) => {
          if (asked) {
            broken = true
            client.destroy()
          } else client.write(bytes)
        })
        client.on('close', () => server.end())
        server.on('close', () => client.end())
      }).listen(0, '127.0.0.1')
      await new Promise((resolve) => proxy.once('listening', resolve))
      const { port: own } = proxy.address() as { port: number }
      return {
        url: url.replace(/@[^/]+/, `@127.0.0.1:${own}`),
        close() {
          for (const socket of sockets) socket.destroy()
          proxy.close()
        },
      }
    }

    test('while they take it, once the server has done so: it is found out, and the step is done', async () => {
      await freshDatabase(url)
      const proxy = await brokenAt('rename table', 'answered')
      const { code, result } = await penguins(['load'], { DATABASE_URL: proxy.url })
      expect([code, result.rows]).toEqual([0, 344])
      const other = await openDatabase(url, dataset)
      expect(await countRows(other.db, other.tables.raw)).toBe(344)
      await other.close()
      proxy.close()
    })

    test.each(['rename table', 'insert into', 'start transaction'])(
      'before that, at %s: nothing was changed, and that is what it says',
      async (statement) => {
        const { database } = await freshDatabase(url)
        await load(database, file)
        const other = join(temporaryFolder(), 'other.csv')
        writeFileSync(other, `${HEADER}\nAdelie,Dream,39.1,18.7,181,3750,MALE\n`)
        await withSettings({ local_infile: 0 }, async () => {
          const proxy = await brokenAt(statement, 'asked')
          const { code, stderr } = await penguins(['load', other], { DATABASE_URL: proxy.url })
          expect([code, stderr]).toEqual([
            75,
            expect.stringMatching(/^penguins: Nothing was changed: the connection to MySQL at .* was lost; try again/),
          ])
          proxy.close()
        })
        expect(await countRows(database.db, database.tables.raw)).toBe(344)
      },
    )
  })
})
