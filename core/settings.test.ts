import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { readSettings } from './settings.js'

test('everything has a default', () => {
  expect(readSettings({})).toEqual({
    DATABASE_URL: 'sqlite:data/penguins_db.sqlite',
    DATASET: 'data/datapackage.json',
    MODELS_DIR: 'models',
    PROFILE: 'rows',
    ENGINE: 'ml-xgboost',
    HOST: 'localhost',
    PORT: 8000,
    FRAME_ANCESTORS: [],
    LOG_LEVEL: 'info',
  })
})

test('origins are taken apart at the spaces', () => {
  const { FRAME_ANCESTORS } = readSettings({ FRAME_ANCESTORS: 'http://localhost:8080 https://airflow.example.com' })
  expect(FRAME_ANCESTORS).toEqual(['http://localhost:8080', 'https://airflow.example.com'])
})

test('what the API lets in is taken apart too', () => {
  const given = { CORS_ORIGINS: 'https://a.example http://localhost:3000', TRUST_PROXY: '10.0.0.0/8 ::1 fd00::/8' }
  expect(readSettings({ ...given, RATE_LIMIT: '600' })).toMatchObject({
    CORS_ORIGINS: ['https://a.example', 'http://localhost:3000'],
    TRUST_PROXY: ['10.0.0.0/8', '::1', 'fd00::/8'],
    RATE_LIMIT: 600,
  })
  expect(readSettings({ CORS_ORIGINS: '*' }).CORS_ORIGINS).toEqual(['*'])
})

test('tokens differ, and are never repeated', () => {
  const token = 'tell-no-one-0123456789=='
  const tokens = { API_TOKEN: token, API_ADMIN_TOKEN: `${token.slice(0, -2)}x` }
  expect(readSettings(tokens)).toMatchObject(tokens)
  expect(() => readSettings({ API_TOKEN: token, API_ADMIN_TOKEN: token })).toThrow(
    'The environment variable API_ADMIN_TOKEN must be another than API_TOKEN.',
  )
  expect(() => readSettings({ API_TOKEN: `${token} ` })).toThrow(/^(?!.*tell-no-one)/)
})

test('an empty variable counts as not set', () => {
  expect(readSettings({ PORT: '', LOG_LEVEL: '' })).toMatchObject({ PORT: 8000, LOG_LEVEL: 'info' })
})

test('~ is the home directory', () => {
  const paths = readSettings({ DATABASE_URL: 'sqlite:~/a.sqlite', MODELS_DIR: '~/models' })
  expect(paths).toMatchObject({ DATABASE_URL: `sqlite:${homedir()}/a.sqlite`, MODELS_DIR: `${homedir()}/models` })
  const others = { DATABASE_URL: 'sqlite:./~/a.sqlite', MODELS_DIR: '~models' }
  expect(readSettings(others)).toMatchObject(others)
})

test.each([
  ['PORT', '70000', /PORT must be 65535 or less/],
  ['PORT', 'http', /PORT must be a number/],
  ['PROFILE', 'row', /PROFILE must be rows, counts or none/],
  ['LOG_LEVEL', 'loud', /LOG_LEVEL must be one of/],
  ['FRAME_ANCESTORS', "http://localhost:8080; script-src 'unsafe-inline'", /FRAME_ANCESTORS must be origins/],
  ['FRAME_ANCESTORS', '*', /FRAME_ANCESTORS must be origins/],
  ['CORS_ORIGINS', 'https://example.com/', /CORS_ORIGINS must be origins as browsers send them/],
  ['CORS_ORIGINS', 'https://example.com:443', /CORS_ORIGINS must be origins/],
  ['CORS_ORIGINS', 'https://*.example.com', /CORS_ORIGINS must be origins/],
  ['CORS_ORIGINS', 'https://example.com *', /CORS_ORIGINS must be origins/],
  ['CORS_ORIGINS', 'example.com', /CORS_ORIGINS must be origins/],
  ['API_TOKEN', 'secret', /API_TOKEN must be 16 to 512 letters, digits and/],
  ['API_ADMIN_TOKEN', 'a secret with blanks', /API_ADMIN_TOKEN must be 16 to 512/],
  ['API_ADMIN_TOKEN', 'x'.repeat(513), /API_ADMIN_TOKEN must be 16 to 512/],
  ['RATE_LIMIT', '0', /RATE_LIMIT must be a whole number, 1 or more: requests a minute/],
  ['RATE_LIMIT', '1.5', /RATE_LIMIT must be a whole number/],
  ['TRUST_PROXY', 'true', /TRUST_PROXY must be addresses or networks/],
  ['TRUST_PROXY', '10.0.0.0/33', /TRUST_PROXY must be addresses or networks/],
  ['TRUST_PROXY', '10.0.0.0/0', /TRUST_PROXY must be addresses or networks/],
  ['TRUST_PROXY', '10.0.0.1,10.0.0.2', /TRUST_PROXY must be addresses or networks/],
  ['DATABASE_URL', 'postgres://somewhere', /DATABASE_URL must be sqlite:PATH or mysql/],
  ['DATABASE_URL', 'mysql://user:secret@127.0.0.1', /DATABASE_URL can't be read in one way only: it must be mysql:/],
])('%s=%s is refused in a sentence', (name, value, message) => {
  expect(() => readSettings({ [name]: value })).toThrow(message)
})

test('a password is never repeated', () => {
  expect(() => readSettings({ DATABASE_URL: 'mysql://user:secret@h' })).toThrow(/^(?!.*secret)/)
})
