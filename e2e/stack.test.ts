import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { penguins as dataset } from '../test/datasets.js'
import {
  answer,
  ask,
  asked,
  end,
  follow,
  log,
  logIn,
  pause,
  type Run,
  running,
  tasks,
  trigger,
  xcom,
} from './airflow.js'
import {
  chooseTheme,
  colourOfText,
  faultsOf,
  frameOf,
  groundOf,
  openAirflow,
  openModel,
  openResults,
} from './browser.js'
import { countRows, forgetMysql, rows } from './mysql.js'
import { asOwner, clone, compose, makeClone, ports, removeStack, run, timed, until } from './stack.js'

const api = `http://localhost:${ports.api}`
const penguin = { culmen_length_mm: 39.1, culmen_depth_mm: 18.7, flipper_length_mm: 181, body_mass_g: 3750 }
const headers = { 'content-type': 'application/json' }

beforeAll(async () => {
  await makeClone()
  await timed('build and up, until all are healthy', () => compose('up', '--build', '--detach', '--wait'))
})
afterAll(async () => {
  await forgetMysql()
  expect(await removeStack()).toBe('')
})

async function counts() {
  const tables = ['penguins_raw', 'penguins', 'penguins_rejected']
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await countRows(table)])))
}
const REFERENCE = { penguins_raw: 344, penguins: 342, penguins_rejected: 2 }

async function predict() {
  const reply = await fetch(`${api}/predict`, { method: 'POST', headers, body: JSON.stringify(penguin) })
  // biome-ignore lint/suspicious/noExplicitAny: the API's own tests look at the shape
  return { status: reply.status, body: (await reply.json()) as any }
}

async function currentVersion(): Promise<string> {
  return JSON.parse(await readFile(join(clone, 'models/current.json'), 'utf8')).version
}

/** A file of so many rows that its load takes a while. */
async function writeBigFile(rowCount: number) {
  const [header, ...lines] = (await readFile(join(clone, dataset.file), 'utf8')).trim().split('\n')
  const times = Math.ceil(rowCount / lines.length)
  await writeFile(join(clone, 'data/big.csv'), `${header}\n${`${lines.join('\n')}\n`.repeat(times)}`)
  return times * lines.length
}

describe('a fresh clone of a stranger’s, and nothing but `docker compose up --build`', () => {
  test('before any training the API lives and says which DAG to trigger', async () => {
    expect((await fetch(`${api}/health/live`)).status).toBe(200)
    const { status, body } = await predict()
    expect(status).toBe(503)
    expect(body.error).toMatch(/trigger the DAG penguins_pipeline/)
  })

  test('Airflow takes airflow / airflow and no other password', async () => {
    expect(await logIn('airflow', 'wrong')).toBe(401)
    expect(await logIn('airflow', 'airflow')).toBe(201)
  })

  test('the DAGs are there, unpaused but the monitor, documented and without import errors', async () => {
    const { dags } = await ask('/dags')
    const ids = dags.map(({ dag_id }: { dag_id: string }) => dag_id)
    expect(ids.sort()).toEqual([
      'clear_mysql_db',
      'load_penguins_mysql',
      'monitor_penguins',
      'penguins_pipeline',
      'predict_penguins',
      'preprocess_penguins_db',
      'rollback_model_penguins',
      'train_model_penguins',
      'tune_model_penguins',
    ])
    for (const { dag_id, is_paused, tags, owners, description } of dags) {
      expect({ dag_id, is_paused, tags: tags.length, owners }).toEqual({
        dag_id,
        // Without a prediction log there is nothing to monitor.
        is_paused: dag_id === 'monitor_penguins',
        tags: 2,
        owners: ['penguins'],
      })
      expect(description).toMatch(/^[A-Z].*\.$/)
      expect((await ask(`/dags/${dag_id}/details`)).doc_md).toMatch(/\w/)
    }
    const listed = (await ask('/dags?order_by=dag_display_name')).dags
    expect(listed[0].dag_id).toBe('penguins_pipeline')
    expect((await ask('/importErrors')).total_entries).toBe(0)
  })

  test('its last word is where everything is; every part of Airflow is well', async () => {
    expect(await compose('logs', '--no-log-prefix', 'ready')).toMatch(
      `ready: Airflow http://localhost:${ports.airflow} (airflow / airflow), the model ${api}, its API ${api}/docs, MySQL 127.0.0.1:${ports.mysql} (penguins_db, user / password)`,
    )
    const parts = Object.values<{ status: string }>(await ask('/monitor/health'))
    expect(parts.map(({ status }) => status)).toEqual(parts.map(() => 'healthy'))
  })

  test('a password that an address cannot hold is refused before anything starts, and not shown', async () => {
    for (const password of ['pa@ss/w', 'a%41', 'a b']) {
      const refused = compose('run', '--rm', '--no-deps', '--env', `MYSQL_PASSWORD=${password}`, 'setup')
      const { message } = await refused.then(
        () => new Error('not refused'),
        (error: Error) => error,
      )
      const said = message.split('\n').slice(1).join('\n')
      expect(said).toMatch('MYSQL_PASSWORD in .env')
      expect(said).not.toMatch(password)
    }
  })

  test('the trigger form has the program’s own defaults and stays within its bounds', async () => {
    const { params } = await ask('/dags/penguins_pipeline/details')
    expect(params.file).toMatchObject({ value: dataset.file, schema: { examples: [dataset.file] } })
    const { preprocess, train } = JSON.parse(await readFile('dags/parameters.json', 'utf8'))
    const options = { ...train, split_seed: preprocess.seed, test_fraction: preprocess.test_fraction }
    for (const name of [
      'split_seed',
      'test_fraction',
      'seed',
      'num_round',
      'max_depth',
      'eta',
      'promote',
      'profile',
      'engine',
    ]) {
      const { default: value, ...schema } = options[name]
      expect(params[name]).toMatchObject({ value, schema })
    }
    for (const conf of [{ max_depth: 13 }, { eta: '$(id)' }]) {
      await expect(trigger('penguins_pipeline', conf)).rejects.toThrow(/400|422/)
    }
  })
})

describe('results', () => {
  test('load_penguins_mysql alone: the others follow, and each shows what it produced', async () => {
    const since = new Date()
    const load = await trigger('load_penguins_mysql')
    expect(await timed('load_penguins_mysql', () => end(load))).toBe('success')
    expect(await xcom(load, 'load')).toMatchObject({ file: dataset.file, rows: 344 })
    const preprocess = await follow('preprocess_penguins_db', since)
    expect(await end(preprocess)).toBe('success')
    expect(await xcom(preprocess, 'preprocess')).toMatchObject({
      raw: 344,
      clean: 342,
      train: 273,
      test: 69,
      rejected: 2,
    })
    const train = await follow('train_model_penguins', since)
    expect(await end(train)).toBe('success')
    const result = await xcom(train, 'train')
    expect(result).toMatchObject({ in_use: true, rows: { clean: 342, rejected: 2, train: 273, test: 69 } })
    expect(result.version).toBe(await currentVersion())
    expect(result.targets.species.cv_accuracy).toBeGreaterThan(0.95)
    expect((await log(train, 'train')).join('\n')).toMatch(/69 to test; the model in models\/\S+ is in use/)
  })

  test('the tables hold what the CSV holds', async () => {
    const file = parse(await readFile(dataset.file), { columns: true }) as Record<string, string>[]
    const raw = (await rows('penguins_raw')).sort((a, b) => a.line - b.line)
    expect(raw.map(({ line, ...fields }) => fields)).toEqual(file)
    const clean = await rows('penguins')
    const rejected = await rows('penguins_rejected')
    expect([...clean, ...rejected].map(({ line }) => line).sort((a, b) => a - b)).toEqual(raw.map(({ line }) => line))
    for (const row of clean) {
      const fields = file[row.line - 2]!
      for (const { name } of dataset.features) expect(row[name]).toBe(Number(fields[name]))
      expect(row.species).toBe(fields.species)
    }
    expect(rejected.map(({ reason }) => reason).join()).toMatch(/culmen_length_mm is missing/)
  })

  test('the API has taken the model up by itself', async () => {
    const version = await currentVersion()
    const { body } = await until('prediction', 5, async () => {
      const reply = await predict()
      return reply.body.model_version === version && reply
    })
    expect(body.predictions.species.label).toBe('Adelie')
  })

  let pipeline: Run
  test('penguins_pipeline runs the four in order', async () => {
    pipeline = await trigger('penguins_pipeline')
    expect(await timed('penguins_pipeline', () => end(pipeline))).toBe('success')
    expect((await xcom(pipeline, 'clear')).cleared).toEqual(REFERENCE)
    const tried = (await tasks(pipeline)).map(({ task_id, state, try_number }) => [task_id, state, try_number])
    expect(Object.fromEntries(tried.map(([task, ...how]) => [task, how]))).toMatchObject({
      ...Object.fromEntries(['clear', 'load', 'preprocess', 'train'].map((task) => [task, ['success', 1]])),
      // No question was asked for.
      ...{ approve: ['skipped', 1], promote: ['skipped', 0] },
    })
    const again = await trigger('penguins_pipeline', { num_round: 5, file: 'data/penguins_size.csv' })
    expect(await timed('penguins_pipeline, warm', () => end(again))).toBe('success')
    expect(await xcom(again, 'train')).toMatchObject({
      parameters: { num_round: 5 },
      in_use: false,
      verdict: expect.stringMatching(/^kept/),
    })
    expect(await counts()).toEqual(REFERENCE)
  })

  test('predict_penguins puts the predictions of the clean rows, or of a file, into a table', async () => {
    const { version } = await xcom(pipeline, 'train')
    const clean = await trigger('predict_penguins')
    expect(await timed('predict_penguins', () => end(clean))).toBe('success')
    const result = await xcom(clean, 'predict')
    expect(result).toMatchObject({ source: 'penguins', rows: 342, predicted: 342, version: await currentVersion() })
    expect(result.targets.species.shares.Gentoo).toBeGreaterThan(0.3)
    const stored = await rows('penguins_predictions')
    expect(stored).toHaveLength(342)
    expect(stored[0]).toMatchObject({ predicted_species: 'Adelie', model_version: result.version, run_id: clean.id })
    const [header, ...lines] = (await readFile(dataset.file, 'utf8')).trim().split('\n')
    await writeFile(
      join(clone, 'data/new birds.csv'),
      [header, lines[0], lines[1]!.replace(/3800/, 'heavy')].join('\n'),
    )
    const file = await trigger('predict_penguins', { file: 'data/new birds.csv', version })
    expect(await end(file)).toBe('success')
    expect(await xcom(file, 'predict')).toMatchObject({
      source: 'data/new birds.csv',
      predicted: 1,
      not_predicted: 1,
      version,
    })
    const birds = await rows('penguins_predictions')
    expect(birds.map(({ line, predicted_species, run_id }) => [line, predicted_species, run_id])).toEqual([
      [2, 'Adelie', file.id],
      [3, null, file.id],
    ])
    expect(birds[1]).toMatchObject({
      body_mass_g: 'heavy',
      reason: expect.stringMatching(/^body_mass_g "heavy" is no number/),
    })
    for (const [conf, says] of [
      [{ file: '../etc/passwd' }, /is not in the folder data\//],
      [{ file: 'data/datapackage.json' }, /data\/datapackage.json/],
      [{ version: "x'; id; '" }, /There is no version/],
    ] as const) {
      const failed = await trigger('predict_penguins', conf)
      expect(await end(failed)).toBe('failed')
      expect((await tasks(failed))[0]!.try_number).toBe(1)
      expect(await xcom(failed, 'predict', -1, 'error')).toMatch(says)
    }
    expect(await rows('penguins_predictions')).toEqual(birds)
  })

  test('a model says which run made it', async () => {
    const { version } = await xcom(pipeline, 'train')
    const manifest = JSON.parse(await readFile(join(clone, 'models', version, 'manifest.json'), 'utf8'))
    expect(manifest.source).toMatchObject({ dag_id: 'penguins_pipeline', run_id: pipeline.id })
  })

  describe('in Airflow’s own pages', () => {
    let browser: Browser
    let page: Page
    beforeAll(async () => {
      ;({ browser, page } = await openAirflow('airflow', 'airflow'))
    })
    afterAll(() => browser.close())

    test('the tab Results says what the run came to, in words and with units', async () => {
      const { version, targets } = await xcom(pipeline, 'train')
      const results = await openResults(page, pipeline)
      // load_penguins_mysql has trained the same already.
      await results.getByRole('heading', { level: 1, name: 'The new model is not in use' }).waitFor()
      const text = await results.locator('main').innerText()
      expect(text).toMatch(/Kept \S+: the new one is the same model, to the byte\./)
      const { test_accuracy, test_log_loss } = targets.species
      const species = results.getByRole('row', { name: /^Species/ })
      expect(await species.innerText()).toMatch(
        new RegExp(`± .* %\\s+${(test_accuracy * 100).toFixed(1)} %.*${test_log_loss.toFixed(3)}`),
      )
      expect(text).toMatch(/Rejected\s+2\b/)
      expect(text).toMatch(/Missing measurement\s+2\s+Line \d+: culmen_length_mm is missing/)
      expect(text).toMatch(/Removed: 344 raw, 342 clean and 2 rejected rows\./)
      expect(text).toMatch(`Version\n${version}`)
      // A column's name stands only where a line of the file is quoted.
      const ours = text.replace('culmen_length_mm is missing', '').replaceAll('penguins_size.csv', '')
      expect(ours).not.toMatch(/[a-z]_[a-z]|undefined|NaN|\[object/)
      await results.getByText('Parameters of the training').click()
      expect(await results.locator('details[open]').innerText()).toMatch(/Learning rate\s+0\.3/)
    })

    test('they follow Airflow’s theme while it is toggled, without a reload', async () => {
      const views = [
        ['Results', () => openResults(page, pipeline).then((it) => it.getByRole('heading', { level: 2 }).first())],
        ['Model', () => openModel(page).then((it) => it.locator('main h2').first())],
      ] as const
      for (const [name, open] of views) {
        await (await open()).waitFor()
        const frame = await frameOf(page)
        await frame.evaluate('globalThis.isTheSame = true')
        const seen = []
        for (const theme of ['Dark', 'Light', 'Dark', 'Light'] as const) {
          await chooseTheme(page, theme)
          const dark = theme === 'Dark'
          const text = await until(`${name} in ${theme}`, 10, async () => {
            const [r = 0] = await colourOfText(frame)
            return r > 128 === dark && `${r}`
          })
          seen.push([theme, text])
          // Airflow's own ground is what is seen through the frame; it fades, so its last digit may differ from time to time.
          const ground = await groundOf(page)
          expect(ground, `${name}, ${theme}`).toMatch(dark ? /^\d{2},\d{2},\d{2}$/ : /^255,255,255$/)
          expect(await faultsOf(page, ground), `${name}, ${theme}`).toEqual([])
        }
        expect(seen.slice(2)).toEqual(seen.slice(0, 2))
        expect(await frame.evaluate('globalThis.isTheSame')).toBe(true)
      }
    })

    test('a browser with a theme of its own does not put white behind the results', async () => {
      await page.emulateMedia({ colorScheme: 'light' })
      await (await openResults(page, pipeline)).getByRole('heading', { level: 2 }).first().waitFor()
      await chooseTheme(page, 'Dark')
      await until('dark ground', 10, async () => (await groundOf(page)) !== '255,255,255')
      await chooseTheme(page, 'Light')
      await page.emulateMedia({ colorScheme: null })
    })

    test('one entry of the menu opens the page, and it predicts there; a run’s results lead to its model', async () => {
      expect(await page.getByRole('link', { name: 'Predict', exact: true }).count()).toBe(0)
      const model = await openModel(page)
      await model.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Predict' }).waitFor()
      await model.getByText('Adelie').first().waitFor()

      const { version } = await xcom(pipeline, 'train')
      const results = await openResults(page, pipeline)
      await results.getByRole('link', { name: 'Open this model' }).click()
      await results.getByRole('navigation', { name: 'Views' }).waitFor()
      expect((await frameOf(page)).url()).toMatch(`${api}/#model?`)
      expect((await frameOf(page)).url()).toMatch(`version=${version}`)
    })

    test('on a narrow screen nothing is cut off', async () => {
      await page.setViewportSize({ width: 500, height: 900 })
      const results = await openResults(page, pipeline).catch(() => page.frameLocator('iframe[title=Results]'))
      await results.getByRole('heading', { level: 2 }).first().waitFor()
      const frame = await frameOf(page)
      expect(await frame.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
      await page.setViewportSize({ width: 1400, height: 900 })
    })
  })

  test('DBeaver’s driver opens the database and sees the tables', async () => {
    const driver = join(clone, '..', 'driver')
    const artifact = 'com.mysql:mysql-connector-j:9.7.0:jar'
    await run('mvn', ['-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${driver}`])
    for (const options of ['', '?sslMode=DISABLED&allowPublicKeyRetrieval=true']) {
      const url = `jdbc:mysql://127.0.0.1:${ports.mysql}/penguins_db${options}`
      const listed = await run('java', [
        '-cp',
        join(driver, 'mysql-connector-j-9.7.0.jar'),
        'e2e/Tables.java',
        url,
        'user',
        'password',
      ])
      for (const [table, count] of Object.entries(REFERENCE))
        expect(listed).toMatch(new RegExp(`^${table} ${count}$`, 'm'))
      expect(listed).toMatch(/^task_runs \d+$/m)
    }
  })

  test('no secret is in an environment, a log or an image', async () => {
    const secrets = (
      await compose('exec', 'airflow-scheduler', 'bash', '-c', 'tail -n +1 /run/secrets/airflow/*')
    ).match(/[\w-]{43,64}=?/g)!
    expect(new Set(secrets).size).toBe(5)
    const containers = (await compose('ps', '--all', '--quiet')).trim().split('\n')
    const told = [
      await run('docker', ['inspect', ...containers]),
      await run('docker', ['history', '--no-trunc', 'penguins-e2e-tasks']),
      await compose('logs'),
      await compose('exec', 'airflow-worker', 'bash', '-c', 'cat $(find /opt/airflow/logs -type f)'),
    ].join('\n')
    expect(secrets.filter((secret) => told.includes(secret))).toEqual([])
  })

  test('every service runs as an ordinary user on a read-only file system, seen from this machine alone', async () => {
    const services = (await compose('ps', '--quiet')).trim().split('\n')
    const told = JSON.parse(await run('docker', ['inspect', ...services]))
    expect(told).toHaveLength(10)
    for (const { Name, Config, HostConfig } of told) {
      expect([Name, Config.User]).not.toEqual([Name, expect.stringMatching(/^(|root|0)(:|$)/)])
      expect([Name, HostConfig.ReadonlyRootfs, HostConfig.CapDrop]).toEqual([Name, true, ['ALL']])
      for (const [{ HostIp }] of Object.values<[{ HostIp: string }]>(HostConfig.PortBindings))
        expect(HostIp).toBe('127.0.0.1')
    }
  })
})

describe('a person decides', () => {
  test('a model waits for its approval, serves once it is promoted, and the history says who approved', async () => {
    const before = await currentVersion()
    const run = await trigger('train_model_penguins', { num_round: 15, promote: 'ask' })
    const question = await asked(run, 'approve')
    const { version, in_use, proposal } = await xcom(run, 'train')
    expect([in_use, proposal.over]).toEqual([false, before])
    expect(question).toMatchObject({
      subject: `Take the model ${version} into use?`,
      body: expect.stringContaining(proposal.text),
      options: ['Promote', 'Keep'],
      defaults: ['Keep'],
    })
    expect(question.body).toMatch(`| target | figure | this model | guessing | ${before} | difference, 90 % interval |`)
    expect(await currentVersion()).toBe(before)
    expect((await predict()).body.model_version).toBe(before)

    const { browser, page } = await openAirflow('airflow', 'airflow')
    try {
      const results = await openResults(page, run)
      await results.getByRole('heading', { level: 1, name: 'Waiting for an answer' }).waitFor()
      await page.getByRole('button', { name: 'Required Actions' }).click()
      const form = page.getByRole('dialog')
      await form.getByText(question.subject).waitFor()
      await form.getByText(`Left for a person to approve over ${before}`).waitFor()
      await form.getByRole('button', { name: 'Promote' }).click()
      expect(await end(run)).toBe('success')
      const done = await openResults(page, run)
      await done.getByRole('heading', { level: 1, name: 'The new model is in use' }).waitFor()
      const text = await done.locator('main').innerText()
      expect(text).toMatch(/Decision\s+Promote\s+By\s+\S/)
      for (const theme of ['Light', 'Dark'] as const) {
        await chooseTheme(page, theme)
        expect(await faultsOf(page, await groundOf(page)), theme).toEqual([])
      }
    } finally {
      await browser.close()
    }
    const { by } = await xcom(run, 'approve')
    expect(await currentVersion()).toBe(version)
    expect(await readFile(join(clone, 'models/history.jsonl'), 'utf8')).toMatch(
      `"to":"${version}","action":"promote","why":"approved in Airflow by ${by}"`,
    )
    await until('prediction by the approved model', 5, async () => (await predict()).body.model_version === version)
  })

  test('Keep, or no answer in time, leaves the model in use', async () => {
    const before = await currentVersion()
    const kept = await trigger('train_model_penguins', { num_round: 16, promote: 'ask' })
    await asked(kept, 'approve')
    await answer(kept, 'approve', 'Keep')
    expect(await end(kept)).toBe('success')
    expect(await xcom(kept, 'approve')).toMatchObject({ decision: 'Keep', by: expect.stringMatching(/\w/) })
    const late = await trigger('train_model_penguins', { num_round: 17, promote: 'ask', approval_days: 0.0001 })
    expect(await end(late)).toBe('success')
    expect(await xcom(late, 'approve')).toMatchObject({ decision: 'Keep', by: null })
    for (const run of [kept, late]) {
      expect((await tasks(run)).find(({ task_id }) => task_id === 'promote')!.state).toBe('skipped')
    }
    expect(await currentVersion()).toBe(before)
  })

  test('an approval over a model that is no longer in use changes nothing', async () => {
    const run = await trigger('train_model_penguins', { num_round: 18, promote: 'ask' })
    await asked(run, 'approve')
    expect(await end(await trigger('rollback_model_penguins'))).toBe('success')
    const before = await currentVersion()
    await answer(run, 'approve', 'Promote')
    expect(await end(run)).toBe('failed')
    expect(await xcom(run, 'promote', -1, 'error')).toMatch(`by now ${before} is in use`)
    expect(await currentVersion()).toBe(before)
  })
})

describe('faults', () => {
  test('a broken CSV ends the run at once, with the sentence in the log and nothing changed', async () => {
    await writeFile(join(clone, 'data/broken.csv'), 'species,island\nAdelie,Dream\n')
    let broken: Run | undefined
    const version = await currentVersion()
    for (const [dag, task] of [
      ['load_penguins_mysql', 'load'],
      ['penguins_pipeline', 'clear'],
    ] as const) {
      const failed = await trigger(dag, { file: 'data/broken.csv' })
      expect(await end(failed)).toBe('failed')
      const instance = (await tasks(failed)).find(({ task_id }) => task_id === task)!
      expect(instance).toMatchObject({ state: 'failed', try_number: 1 })
      expect(await xcom(failed, task, -1, 'error')).toMatch(/data\/broken.csv.*header/)
      expect((await log(failed, task)).join('\n')).not.toMatch(/Traceback|Task failed with exception/)
      broken = failed
    }
    expect(await counts()).toEqual(REFERENCE)
    expect(await currentVersion()).toBe(version)
    const { browser, page } = await openAirflow('airflow', 'airflow')
    try {
      const results = await openResults(page, broken!)
      await results.getByRole('heading', { level: 1, name: 'Failed: Clear the tables' }).waitFor()
      const said = (await xcom(broken!, 'clear', -1, 'error')).trim()
      expect(await results.getByRole('status').innerText()).toMatch(said)
      expect(await results.getByText('not run, since a step before it failed').count()).toBe(5)
      for (const theme of ['Light', 'Dark'] as const) {
        await chooseTheme(page, theme)
        expect(await faultsOf(page, await groundOf(page)), theme).toEqual([])
      }
    } finally {
      await browser.close()
    }
  })

  test('a file outside data/ is refused with a sentence; any name within is taken', async () => {
    for (const file of ['../etc/passwd', '/etc/passwd', 'data/../x.csv', 'data', "x'; id; '"]) {
      const failed = await trigger('load_penguins_mysql', { file })
      expect(await end(failed)).toBe('failed')
      expect((await tasks(failed))[0]!.try_number).toBe(1)
      expect(await xcom(failed, 'load', -1, 'error')).toMatch(/is not in the folder data\//)
    }
    for (const name of ['penguins_size (1).csv', 'données.tsv']) {
      await copyFile(join(clone, dataset.file), join(clone, 'data', name))
      expect(await end(await trigger('penguins_pipeline', { file: `data/${name}` }))).toBe('success')
    }
    expect(await counts()).toEqual(REFERENCE)
  })

  test('two pipelines triggered together both end well', async () => {
    const both = [await trigger('penguins_pipeline'), await trigger('penguins_pipeline')]
    expect(await Promise.all(both.map((it) => end(it)))).toEqual(['success', 'success'])
    expect(await counts()).toEqual(REFERENCE)
  })

  test('pipeline, load, train and tune triggered together all end well', async () => {
    const dags = ['penguins_pipeline', 'load_penguins_mysql', 'train_model_penguins', 'tune_model_penguins']
    const together = await Promise.all(dags.map((dag) => trigger(dag)))
    expect(await Promise.all(together.map((it) => end(it)))).toEqual(dags.map(() => 'success'))
  })

  test('a step whose rows another run has replaced says so, and leaves them', async () => {
    await pause('preprocess_penguins_db', true)
    const pipeline = await trigger('penguins_pipeline')
    expect(await end(pipeline)).toBe('success')
    const [header, ...lines] = (await readFile(join(clone, dataset.file), 'utf8')).split('\n')
    await writeFile(join(clone, 'data/half.csv'), [header, ...lines.slice(0, 170)].join('\n'))
    expect(await end(await trigger('load_penguins_mysql', { file: 'data/half.csv' }))).toBe('success')
    await ask(`/dags/${pipeline.dag}/clearTaskInstances`, {
      dry_run: false,
      dag_run_id: pipeline.id,
      task_ids: ['preprocess'],
      only_failed: false,
      include_downstream: true,
    })
    expect(await end(pipeline)).toBe('failed')
    expect(await xcom(pipeline, 'preprocess', -1, 'error')).toMatch(/another run/i)
    expect(await countRows('penguins_raw')).toBe(170)
    await pause('preprocess_penguins_db', false)
    expect(await end(await trigger('penguins_pipeline'))).toBe('success')
  })

  test('three workers share the trials of a tuning, and the best is published', async () => {
    await compose('up', '--detach', '--wait', '--scale', 'airflow-worker=3')
    const tune = await trigger('tune_model_penguins', { promote: 'always' })
    expect(await timed('tune_model_penguins, 12 trials, 3 workers', () => end(tune))).toBe('success')
    const trials = (await tasks(tune)).filter(({ task_id }) => task_id === 'trial')
    expect(trials).toHaveLength(12)
    expect(new Set(trials.map(({ hostname }) => hostname)).size).toBeGreaterThan(1)
    const results = await Promise.all(trials.map(({ map_index }) => xcom(tune, 'trial', map_index)))
    const best = results.reduce((a, b) => (b.log_loss < a.log_loss ? b : a))
    expect(await xcom(tune, 'train')).toMatchObject({ in_use: true, parameters: best.parameters })
  })

  test('MySQL killed in the middle of a load: the task is tried again and ends right', async () => {
    const rowCount = await writeBigFile(1_000_000)
    await pause('preprocess_penguins_db', true)
    const load = await trigger('load_penguins_mysql', { file: 'data/big.csv' })
    await running(load, 'load')
    await new Promise((resolve) => setTimeout(resolve, 2000))
    await forgetMysql()
    await compose('kill', 'mysql')
    await until('failure of the first try', 30, async () => (await tasks(load))[0]!.state === 'up_for_retry')
    await compose('start', 'mysql')
    expect(await timed('a load whose MySQL is killed', () => end(load, 240))).toBe('success')
    const lost = /(Nothing was changed: the connection to MySQL at mysql:3306\/penguins_db was lost|can't be reached)/
    expect((await log(load, 'load')).join('\n')).toMatch(lost)
    expect((await tasks(load))[0]!.try_number).toBeGreaterThan(1)
    expect(await countRows('penguins_raw')).toBe(rowCount)
  })

  test('a worker killed in a task: another one does the task again', async () => {
    const load = await trigger('load_penguins_mysql', { file: 'data/big.csv' })
    const { hostname } = await running(load, 'load')
    await run('docker', ['kill', hostname])
    expect(await timed('a load whose worker is killed', () => end(load, 240))).toBe('success')
    const [instance] = await tasks(load)
    expect(instance!.try_number).toBeGreaterThan(1)
    expect(instance!.hostname).not.toBe(hostname)
    await pause('preprocess_penguins_db', false)
  })

  test('Redis restarted: what is triggered next goes through', async () => {
    const before = await trigger('penguins_pipeline')
    await compose('restart', 'redis')
    const after = await trigger('penguins_pipeline')
    expect([await end(before, 240), await end(after, 240)]).toEqual(['success', 'success'])
    expect(await counts()).toEqual(REFERENCE)
  })

  test('the API restarted during training comes back with the new model', async () => {
    const train = await trigger('train_model_penguins', { num_round: 2000, promote: 'always' })
    await running(train, 'train')
    await compose('restart', 'api')
    expect(await end(train)).toBe('success')
    const { version } = await xcom(train, 'train')
    await until('prediction by the new model', 15, async () => (await predict()).body.model_version === version)
  })

  test('a bad model is rolled back from Airflow, to the one before', async () => {
    const bad = await trigger('train_model_penguins', { num_round: 1, promote: 'always' })
    expect(await end(bad)).toBe('success')
    const { version } = await xcom(bad, 'train')
    const back = await trigger('rollback_model_penguins', { reason: 'it errs; $(id)' })
    expect(await end(back)).toBe('success')
    const { from, to } = await xcom(back, 'rollback')
    expect(from).toBe(version)
    await until('prediction by the one before', 5, async () => (await predict()).body.model_version === to)
    expect(await readFile(join(clone, 'models/history.jsonl'), 'utf8')).toMatch(
      /"action":"rollback","why":"it errs; \$\(id\)"/,
    )
    const chosen = await trigger('rollback_model_penguins', { version })
    expect(await end(chosen)).toBe('success')
    expect(await currentVersion()).toBe(version)
    expect(await end(await trigger('rollback_model_penguins'))).toBe('success')
    expect(await currentVersion()).toBe(to)
  })

  test('models/ not writable: the run fails at once and says so; the next `up` mends it', async () => {
    const version = await currentVersion()
    await until('current model in use', 5, async () => (await predict()).body.model_version === version)
    await run('setfacl', ['--remove-all', '--remove-default', join(clone, 'models')])
    await asOwner('chmod', 'a-w', 'models')
    const failed = await trigger('train_model_penguins')
    expect(await end(failed)).toBe('failed')
    expect((await tasks(failed)).find(({ task_id }) => task_id === 'train')!.try_number).toBe(1)
    expect((await log(failed, 'train')).join('\n')).toMatch(
      /No model was published .* models can't be written \(EACCES\)/,
    )
    expect((await predict()).body.model_version).toBe(version)
    await asOwner('chmod', 'u+w', 'models')
    await compose('up', '--detach', '--wait')
    expect(await end(await trigger('train_model_penguins'))).toBe('success')
  })
})

describe('the life of an installation', () => {
  test('down and up lose nothing', async () => {
    const version = await currentVersion()
    const runs = (await ask('/dags/penguins_pipeline/dagRuns')).total_entries
    await forgetMysql()
    await compose('down')
    await timed('up again, until all are healthy', () => compose('up', '--detach', '--wait'))
    expect((await predict()).body.model_version).toBe(version)
    expect(await logIn('airflow', 'airflow')).toBe(201)
    expect((await ask('/dags/penguins_pipeline/dagRuns')).total_entries).toBe(runs)
    expect(await counts()).toEqual(REFERENCE)
  })

  test('twice more: the same rows and the same model, to the byte', async () => {
    const models = []
    for (let i = 0; i < 2; i++) {
      const again = await trigger('penguins_pipeline')
      expect(await end(again)).toBe('success')
      models.push(await readFile(join(clone, (await xcom(again, 'train')).folder, 'species.json'), 'utf8'))
      expect(await counts()).toEqual(REFERENCE)
    }
    expect(models[0]).toBe(models[1])
  })

  test('what the containers wrote, the clone’s owner may read and delete', async () => {
    expect(
      await asOwner('cat', 'models/current.json', join('models', await currentVersion(), 'manifest.json')),
    ).toMatch(/"golden"/)
    await asOwner('bash', '-c', 'rm -r models/2* models/current.json models/history.jsonl data/big.csv')
    expect(await readdir(join(clone, 'models'))).toEqual(['README.md'])
  })
})
