import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { penguins as dataset, penguin } from '../test/datasets.js'
import { databaseUrl, freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { logPredictions } from '../test/logPredictions.js'
import { penguins } from '../test/penguins.js'

const folder = temporaryFolder()
const modelsDir = join(folder, 'models')
const url = databaseUrl()
const env = { DATABASE_URL: url, MODELS_DIR: modelsDir }
beforeAll(async () => {
  await freshDatabase(url)
  expect((await penguins(['run'], env)).code).toBe(0)
})

test('without a log the monitor and the labels say how to get one', async () => {
  for (const command of [['monitor'], ['labels', dataset.file]]) {
    const { code, stderr, stdout } = await penguins(command, env)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(
      /^penguins: There is no penguins_prediction_log in .*: start the API with PREDICTION_LOG set/,
    )
  }
})

test('the result is the last line, a step that is to fail by it ends with 1, and clear leaves the log', async () => {
  const equal = Array(250).fill({ ...penguin, body_mass_g: 6200 })
  await logPredictions(url, modelsDir, dataset, equal, 'asked')
  for (const [flags, code] of [
    [[], 0],
    [['--fail-on', 'retrain'], 1],
    [['--fail-on', 'watch'], 1],
    [['--min-rows', '251', '--fail-on', 'watch'], 0],
  ] as const) {
    const done = await penguins(['monitor', ...flags], env)
    expect(done.code).toBe(code)
    expect(done.result).toMatchObject({ task: 'monitor', rows: 250, says: expect.any(String) })
    expect(done.stderr).toContain(done.result.says)
  }
  expect((await penguins(['clear'], env)).code).toBe(0)
  expect((await penguins(['monitor'], env)).result).toMatchObject({ rows: 250, status: 'retrain' })
})

test('the log may be in a database of its own, which doctor names, and whose faults name its setting', async () => {
  const log = `sqlite:${join(folder, 'log.sqlite')}`
  await logPredictions(log, modelsDir, dataset, [penguin], 'alone')
  writeFileSync(join(folder, 'truth.csv'), 'request_id,species\nalone,Adelie\nnobody,Gentoo\n')
  const labels = await penguins(['labels', join(folder, 'truth.csv')], { ...env, PREDICTION_LOG: log })
  expect(labels.result).toMatchObject({ labels: 2, unknown: 1, first_unknown: 'nobody' })
  expect(labels.stderr).toMatch(/1 label there belongs to no row of penguins_prediction_log, the first .* is "nobody"/)
  const { result } = await penguins(['monitor'], { ...env, PREDICTION_LOG: log })
  expect(result).toMatchObject({ rows: 1, status: 'unknown', targets: { species: { live: { rows: 1 } } } })
  const doctor = await penguins(['doctor'], { ...env, PREDICTION_LOG: log })
  expect(doctor.stderr).toMatch(/log +✓ penguins_prediction_log in .*log\.sqlite has 1 row/)
  const away = await penguins(['monitor'], { ...env, PREDICTION_LOG: 'mysql://user:secret@127.0.0.1:1/none' })
  expect(away.code).toBe(75)
  expect(away.stderr).toMatch(/PREDICTION_LOG\.\n$/)
  expect(away.stderr).not.toContain('secret')
})

test.each([
  [['monitor', '--days', '0'], /must be a number of days, more than 0 and at most 3650/],
  [['monitor', '--days', 'x'], /must be a number of days/],
  [['monitor', '--min-rows', '1.5'], /must be a whole number from 1 to 1000000/],
  [['monitor', '--fail-on', 'drift'], /Allowed choices are never, retrain, watch/],
  [['labels'], /missing required argument 'file'/],
])('%j is wrong usage', async (command, says) => {
  const { code, stderr } = await penguins(command, env)
  expect(code).toBe(2)
  expect(stderr).toMatch(says)
})

test('a PREDICTION_LOG that is no database is said, and its value is not', async () => {
  const { code, stderr } = await penguins(['monitor'], { ...env, PREDICTION_LOG: 'postgres://user:secret@x/y' })
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^penguins: The environment variable PREDICTION_LOG must be sqlite:PATH or mysql:/),
  ])
  expect(stderr).not.toContain('secret')
})
