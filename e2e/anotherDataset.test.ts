import { copyFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, end, logIn, type Run, trigger, xcom } from './airflow.js'
import { openAirflow, openResults } from './browser.js'
import { forgetMysql, rows } from './mysql.js'
import { clone, compose, makeClone, ports, removeStack, timed, until } from './stack.js'

// A table of rents with semicolons, decimal commas, umlauts, missing values and a number to predict: a definition, and a line in .env.
beforeAll(async () => {
  await makeClone()
  for (const name of ['rents.csv', 'rents.json']) {
    await copyFile(join('e2e/fixtures', name), join(clone, 'data', name))
  }
  await writeFile(join(clone, '.env'), 'DATASET=data/rents.json\n')
  await timed('build and up with another data set', () => compose('up', '--build', '--detach', '--wait'))
})
afterAll(async () => {
  await forgetMysql()
  expect(await removeStack()).toBe('')
})

const flat = { 'Fläche (m²)': 62.2, Zimmer: 2, Stadtteil: 'Süd', Balkon: true }

async function predict(row: object) {
  const reply = await fetch(`http://localhost:${ports.api}/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(row),
  })
  // biome-ignore lint/suspicious/noExplicitAny: the API's own tests look at the shape
  return { status: reply.status, body: (await reply.json()) as any }
}

test('the DAGs carry its name', async () => {
  expect(await logIn('airflow', 'airflow')).toBe(201)
  const { dags } = await ask('/dags')
  expect(dags.map(({ dag_id }: { dag_id: string }) => dag_id).sort()).toEqual([
    'clear_mysql_db',
    'load_rents_mysql',
    'monitor_rents',
    'predict_rents',
    'preprocess_rents_db',
    'rents_pipeline',
    'rollback_model_rents',
    'train_model_rents',
    'tune_model_rents',
  ])
  expect((await ask('/importErrors')).total_entries).toBe(0)
  const { status, body } = await predict(flat)
  expect(status).toBe(503)
  expect(body.error).toMatch(/trigger the DAG rents_pipeline/)
})

let pipeline: Run
test('its rows are read as its definition says, and a model of them is published', async () => {
  pipeline = await trigger('rents_pipeline')
  expect(await timed('rents_pipeline', () => end(pipeline))).toBe('success')
  expect(await xcom(pipeline, 'load')).toMatchObject({ file: 'data/rents.csv', rows: 160 })
  expect(await xcom(pipeline, 'preprocess')).toMatchObject({ raw: 160, clean: 158, rejected: 2 })
  const raw = await rows('rents_raw')
  expect(raw.find(({ line }) => line === 5)).toMatchObject({ Miete: '1.419,21', 'Fläche (m²)': '134,0' })
  const clean = await rows('rents')
  expect(clean.find(({ line }) => line === 5)).toMatchObject({ Miete: 1419.21, 'Fläche (m²)': 134, Balkon: 1 })
  expect(clean.filter(({ Zimmer }) => Zimmer === null)).toHaveLength(6)
  const reasons = (await rows('rents_rejected')).map(({ reason }) => reason).join()
  expect(reasons).toMatch(/Fläche \(m²\) is no number: "groß"/)
  expect(reasons).toMatch(/Miete is missing/)
})

test('the API predicts the number', async () => {
  const { version } = await xcom(pipeline, 'train')
  const { body } = await until('prediction', 5, async () => {
    const reply = await predict(flat)
    return reply.body.model_version === version && reply
  })
  const { value, training_range } = body.predictions.Miete
  expect(value).toBeGreaterThan(training_range.min)
  expect(value).toBeLessThan(training_range.max)
  expect((await predict({ 'Fläche (m²)': 62.2, Balkon: true })).status).toBe(200)
  const refused = await predict({ ...flat, Balkon: 'ja' })
  expect([refused.status, refused.body.error]).toEqual([400, expect.stringMatching(/Balkon/)])
})

test('predict_rents predicts the number, into a table of the name', async () => {
  const predicted = await trigger('predict_rents')
  expect(await end(predicted)).toBe('success')
  const { targets } = await xcom(predicted, 'predict')
  expect(targets.Miete).toMatchObject({ title: 'Rent', unit: '€', mean: expect.any(Number) })
  const [first] = await rows('rents_predictions')
  expect(first).toMatchObject({
    'Fläche (m²)': expect.stringMatching(/^\d+(,\d+)?$/),
    predicted_Miete: expect.any(Number),
  })
})

test('the page Results shows the figures of a number', async () => {
  const { targets } = await xcom(pipeline, 'train')
  const { browser, page } = await openAirflow('airflow', 'airflow')
  try {
    const results = await openResults(page, pipeline)
    const rent = results.getByRole('row', { name: /^Rent/ })
    await rent.waitFor()
    // Three digits, and the unit of the target.
    expect(await rent.innerText()).toMatch(/^Rent\s+[\d.]+ ± [\d.]+ €\s+[\d.]+ €\s+[\d.]+ €\s+0\.\d{3}$/)
    const [, , onTestRows] = (await rent.innerText()).split('\t')
    expect(Number.parseFloat(onTestRows!) / targets.Miete.test_rmse).toBeCloseTo(1, 1)
  } finally {
    await browser.close()
  }
})

test('a tuning takes the best, and a rollback goes to a version that is named', async () => {
  const { version } = await xcom(pipeline, 'train')
  const tune = await trigger('tune_model_rents', { num_round: '5, 40', max_depth: '2', eta: '0.3', promote: 'always' })
  expect(await end(tune)).toBe('success')
  expect(await xcom(tune, 'train')).toMatchObject({ in_use: true, parameters: { num_round: 40 } })
  expect(await end(await trigger('rollback_model_rents', { version }))).toBe('success')
  expect(JSON.parse(await readFile(join(clone, 'models/current.json'), 'utf8'))).toMatchObject({ version })
})

test('a definition that is wrong is said before anything starts; one that is broken later in Airflow, for each DAG', async () => {
  await expect(compose('run', '--rm', '--no-deps', '--env', 'DATASET=data/no.json', 'setup')).rejects.toThrow(
    /penguins: data\/no.json is no definition file: it does not exist; DATASET names one/,
  )
  await writeFile(join(clone, 'data/rents.json'), '{')
  const { import_errors } = await until('import errors', 90, async () => {
    const errors = await ask('/importErrors')
    return errors.total_entries === 9 && errors
  })
  for (const { stack_trace } of import_errors) {
    expect(stack_trace.trim().split('\n').at(-1)).toMatch(/data\/rents.json \(the setting DATASET\), is not JSON/)
  }
})
