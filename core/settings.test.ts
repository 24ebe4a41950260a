import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { readSettings } from './settings.js'

test('everything has a default', () => {
  expect(readSettings({})).toEqual({
    DATABASE_URL: 'sqlite:data/penguins_db.sqlite',
    DATASET: 'data/datapackage.json',
    MODELS_DIR: 'models',
    PROFILE: 'rows',
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
  ['DATABASE_URL', 'postgres://somewhere', /DATABASE_URL must be sqlite:PATH or mysql/],
  ['DATABASE_URL', 'mysql://user:secret@127.0.0.1', /DATABASE_URL can't be read in one way only: it must be mysql:/],
])('%s=%s is refused in a sentence', (name, value, message) => {
  expect(() => readSettings({ [name]: value })).toThrow(message)
})

test('a password is never repeated', () => {
  expect(() => readSettings({ DATABASE_URL: 'mysql://user:secret@h' })).toThrow(/^(?!.*secret)/)
})
