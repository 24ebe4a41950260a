import { expect, test } from 'vitest'
import { parseDatabaseUrl } from './databaseUrl.js'
import { messageOf } from './errors.js'
import { readSettings } from './settings.js'

const mysql = { kind: 'mysql', host: 'h', port: 3306, user: 'u', password: 'p', database: 'd', sslMode: 'DISABLED' }

test.each([
  ['sqlite:data/x.sqlite', { kind: 'sqlite', path: 'data/x.sqlite' }],
  ['mysql://u:p@h/d', mysql],
  ['mysql://u:p@h:3307/d', { ...mysql, port: 3307 }],
  ['mysql://u@h/d', { ...mysql, password: '' }],
  ['mysql://u:a:b@h/d', { ...mysql, password: 'a:b' }],
  ['mysql://u:p%40ss%2Fw%25@h/d', { ...mysql, password: 'p@ss/w%' }],
  ['mysql://u:p@[::1]:3307/d', { ...mysql, host: '::1', port: 3307 }],
  ['mysql://u:p@h/d?ssl-mode=required', { ...mysql, sslMode: 'REQUIRED' }],
  ['mysql://u:p@h/d?sslMode=VERIFY_CA&ssl-ca=/ca%20x.pem', { ...mysql, sslMode: 'VERIFY_CA', sslCa: '/ca x.pem' }],
])('reads %s', (url, parts) => {
  expect(parseDatabaseUrl(url)).toEqual(parts)
})

test.each([
  ['oracle:x', /must be sqlite:PATH or mysql:/],
  ['mysql://u:p@h', /can't be read in one way only.*HOST:PORT\/DATABASE/],
  ['mysql://h/d', /can't be read in one way only/],
  ['mysql://u:12/34secret@127.0.0.1:13306/d', /# is %23, \? is %3F/],
  ['mysql://u:p@ss/w@h:3306/d', /@ is %40, \/ is %2F/],
  ['mysql://u:p%zz@h/d', /holds a % that starts no percent code/],
  ['mysql://u:p@h:0/d', /names a port that is not from 1 to 65535/],
  [
    'mysql://u:p@h/d?ssl=true',
    /has an option that is neither ssl-mode nor ssl-ca; leave it out, or ask for TLS by ssl-mode=REQUIRED/,
  ],
  ['mysql://u:p@h/d?connectTimeout=1', /has an option that is neither/],
  ['mysql://u:p@h/d?ssl-mode=on', /has an ssl-mode that is none of DISABLED, REQUIRED/],
  ['mysql://u:p@h/d?ssl-ca=x.pem', /has an ssl-ca that nothing is checked by/],
  ['sqlite:mysql://u:p@h/d', /must be sqlite:PATH/],
])('refuses %s', (url, message) => {
  expect(() => parseDatabaseUrl(url)).toThrow(message)
})

/** Passwords of three words, which no message has, with between them what breaks URLs. */
function* passwords() {
  const breaks = [
    '/',
    '@',
    '#',
    '?',
    '%',
    ':',
    '%zz',
    '%4',
    '&',
    '=',
    '[',
    ']',
    '\\',
    ' ',
    '\t',
    '@h:1/',
    '//',
    '?ssl=',
    '+',
    '%00',
  ]
  for (const first of breaks) for (const second of breaks) yield `qzx7${first}12${second}vwk9`
}

test('no part of a password is in a message, wherever it stands in the URL; one in percent code comes through whole', () => {
  let refused = 0
  for (const password of passwords()) {
    for (const url of [
      `mysql://user:${password}@127.0.0.1:3306/d`,
      `mysql://${password}@127.0.0.1/d`,
      `mysql://user:${password}`,
      `mysql://user:x@${password}/d`,
      `mysql:/user:${password}@h/d`,
      `mysql:user:${password}@h/d`,
      `sqlite:mysql://user:${password}@h/d`,
      `postgres://user:${password}@h/d`,
      `${password}`,
    ]) {
      try {
        readSettings({ DATABASE_URL: url })
      } catch (error) {
        refused++
        expect(messageOf(error)).not.toMatch(/qzx7|vwk9|12/)
      }
    }
    const encoded = parseDatabaseUrl(`mysql://user:${encodeURIComponent(password)}@127.0.0.1:3306/d`)
    expect(encoded).toMatchObject({ host: '127.0.0.1', password, database: 'd' })
  }
  expect(refused).toBeGreaterThan(2500)
})

test('what is accepted has one reading: no part of what stands before the @ is taken for a host, a port or a database', () => {
  for (const password of passwords()) {
    const url = `mysql://user:${password}@127.0.0.1:3306/d`
    let parts: ReturnType<typeof parseDatabaseUrl>
    try {
      parts = parseDatabaseUrl(url)
    } catch {
      continue
    }
    expect(parts).toMatchObject({ user: 'user', host: '127.0.0.1', port: 3306, database: 'd' })
  }
})
