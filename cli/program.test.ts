import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readDataset } from '../core/dataset/readDataset.js'
import { countRows } from '../database/rows.js'
import { tablesOf } from '../database/tables.js'
import { sha256 } from '../registry/sums.js'
import { versionNames } from '../registry/versions.js'
import { penguins as dataset, HEADER, penguin } from '../test/datasets.js'
import { databaseUrl, freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { type Environment, PROGRAM, penguins, start } from '../test/penguins.js'

const { raw } = tablesOf(dataset)

async function environment(): Promise<Environment> {
  const { url } = await freshDatabase()
  return { DATABASE_URL: url, MODELS_DIR: join(temporaryFolder(), 'models'), PORT: '0' }
}

/** A shell's pipes: what Node gives a child as its standard input is a socket. */
const shellIn = (env: NodeJS.ProcessEnv) => (script: string) => {
  const penguins = `penguins() { ${process.execPath} ${PROGRAM} "$@"; }`
  return spawnSync('bash', ['-c', `${penguins}; ${script}`], { env: { ...process.env, ...env }, encoding: 'utf8' })
}

test('each step prints its result as one line of JSON and keeps it in task_runs', async () => {
  const { database, url } = await freshDatabase()
  const env = { DATABASE_URL: url, MODELS_DIR: join(temporaryFolder(), 'models') }
  const clear = await penguins(['clear'], env)
  const load = await penguins(['load'], env)
  const preprocess = await penguins(['preprocess', '--seed', '7', '--test-fraction', '0.3'], env)
  const train = await penguins(['train', '--num_round', '5', '--max_depth', '2', '--seed', '3'], env)
  for (const { code, stdout } of [clear, load, preprocess, train]) {
    expect(code).toBe(0)
    expect(stdout.trim().split('\n')).toHaveLength(1)
  }
  expect(clear.result).toMatchObject({ task: 'clear', cleared: { penguins_raw: 0 } })
  expect(load.result).toMatchObject({ task: 'load', file: 'data/penguins_size.csv', rows: 344 })
  expect(load.stderr).toBe('load         344 rows from data/penguins_size.csv into penguins_raw\n')
  expect(preprocess.result).toMatchObject({ task: 'preprocess', raw: 344, clean: 342, rejected: 2 })
  expect(preprocess.result.test).toBeGreaterThan(80)
  expect(train.result).toMatchObject({ task: 'train', version: expect.any(String) })
  expect(train.stderr).toContain('accuracy in cross-validation')
  expect(existsSync(join(env.MODELS_DIR, train.result.version, 'manifest.json'))).toBe(true)

  const runs = await database.db.selectFrom('task_runs').selectAll().orderBy('id').execute()
  expect(runs.map(({ task }) => task)).toEqual(['clear', 'load', 'preprocess', 'train'])
  const kept = runs[1]!.result as unknown
  expect(typeof kept === 'string' ? JSON.parse(kept) : kept).toEqual(load.result)
})

test('what a bundle keeps of the rows: the flag says it, else the setting; and what made it is in the card', async () => {
  const env = await environment()
  const { stdout } = await penguins(['load'], env)
  const sum = sha256(await readFile(dataset.file))
  expect(JSON.parse(stdout).sha256).toBe(sum)
  await penguins(['preprocess'], env)
  const bundle = async (args: string[], settings: Environment = {}) => {
    const { result } = await penguins(args, { ...env, ...settings })
    const { version } = result.steps?.at(-1) ?? result
    const read = (name: string) => readFile(join(env.MODELS_DIR!, version, name), 'utf8')
    const profile = await read('profile.json').then(JSON.parse, () => undefined)
    return { profile, card: await read('README.md'), manifest: JSON.parse(await read('manifest.json')) }
  }
  const few = ['train', '--num_round', '2']
  const airflow = { AIRFLOW_CTX_DAG_ID: 'my_dag', AIRFLOW_CTX_DAG_RUN_ID: 'manual__2026-11-25T12:00:00+00:00' }
  const first = await bundle(few, airflow)
  expect(first.profile.sample.lines).toHaveLength(342)
  expect(first.profile.file).toEqual({ name: 'penguins_size.csv', sha256: sum })
  const { version: program } = JSON.parse(await readFile('package.json', 'utf8'))
  expect(first.manifest.source).toEqual({ program, dag_id: 'my_dag', run_id: airflow.AIRFLOW_CTX_DAG_RUN_ID })
  expect(first.card).toContain(
    `Made by penguins ${program}, DAG \`my_dag\`, run \`${airflow.AIRFLOW_CTX_DAG_RUN_ID}\`.`,
  )

  const counts = await bundle(few, { PROFILE: 'counts', AIRFLOW_CTX_DAG_ID: 'no `id`\n', AIRFLOW_CTX_DAG_RUN_ID: '' })
  expect(counts.profile.rows.clean).toBe(342)
  expect(counts.profile.sample).toBeUndefined()
  expect(counts.manifest.source).toEqual({ program })
  const rows = await bundle([...few, '--profile', 'rows'], { PROFILE: 'none' })
  expect(rows.profile.sample.lines).toHaveLength(342)
  expect((await bundle(['run'], { PROFILE: 'none' })).profile).toBeUndefined()
  expect((await bundle(['run', '--profile', 'counts'])).profile.sample).toBeUndefined()
  expect((await penguins([...few, '--profile', 'some'], env)).code).toBe(2)
})

test('what trains: the flag says it, else the setting; an engine that is not there ends it before the tables are emptied', async () => {
  const env = await environment()
  await penguins(['load'], env)
  const none = { ...env, XGBOOST_LIBRARY: '/no/libxgboost.so' }
  for (const [args, settings] of [
    [['run', '--engine', 'native'], none],
    [['run'], { ...none, ENGINE: 'native' }],
    [['train', '--engine', 'auto'], none],
    [['tune', 'trial', '--engine', 'native'], none],
  ] as const) {
    const { code, stderr } = await penguins([...args], settings)
    expect(code).toBe(1)
    expect(stderr).toMatch(/^penguins: There is no XGBoost library \/no\/libxgboost\.so; name .+\n$/)
  }
  const { result: doctor } = await penguins(['doctor'], { ...none, ENGINE: 'native' })
  expect(doctor.checks).toContainEqual(
    expect.objectContaining({ name: 'tables', says: expect.stringContaining('penguins_raw 344 rows') }),
  )
  expect(doctor.checks).toContainEqual(expect.objectContaining({ name: 'engine', ok: false }))
})

test.skipIf(!process.env.XGBOOST_LIBRARY)(
  'the built program trains with XGBoost itself, on several threads',
  async () => {
    const env = await environment()
    const [header, ...rows] = (await readFile(dataset.file, 'utf8')).trim().split('\n')
    // More than one thread is given to: 10,000 rows for each.
    const many = Array.from({ length: 75 }, (_, i) => rows.map((row) => row.replace(/\d{4}/, `$&.${i}`)))
    const file = join(temporaryFolder(), 'many.csv')
    writeFileSync(file, `${[header, ...many.flat()].join('\n')}\n`)
    for (const args of [['load', file], ['preprocess']]) expect((await penguins(args, env)).code).toBe(0)
    const { code, result } = await penguins(['train', '--engine', 'native', '--num_round', '2'], env)
    expect(code).toBe(0)
    expect(result.rows.train).toBeGreaterThan(20_000)
  },
)

test('tune lists a grid, tries its points, and train takes the best of them', async () => {
  const env = await environment()
  await penguins(['run'], env)
  const { result: grid } = await penguins(
    ['tune', 'grid', '--num_round', '1,10', '--max_depth', '2', '--seed', '42'],
    env,
  )
  expect(grid.trials).toEqual([
    { num_round: 1, max_depth: 2, seed: 42, of: expect.stringMatching(/^[0-9a-f]{12}$/) },
    { num_round: 10, max_depth: 2, seed: 42, of: grid.trials[0].of },
  ])
  const trials = []
  for (const { num_round } of grid.trials) {
    const { code, result } = await penguins(['tune', 'trial', '--num_round', `${num_round}`, '--max_depth', '2'], env)
    expect(code).toBe(0)
    trials.push(result)
  }
  expect(trials[1].log_loss).toBeLessThan(trials[0].log_loss)
  const { result } = await penguins(['train', '--best-of', JSON.stringify(trials)], env)
  expect(result).toMatchObject({ task: 'train', in_use: true, parameters: { num_round: 10, max_depth: 2 } })
  expect(result.targets.species.cv_accuracy).toBe(trials[1].accuracy.species)

  const { code, stderr } = await penguins(
    ['train', '--best-of', JSON.stringify([trials[0], { ...trials[1], seed: 7 }])],
    env,
  )
  expect(code).toBe(1)
  expect(stderr).toMatch(/The trials are not of the same rows and seed/)
})

test('predict writes the rows of a file, or of a pipe, with their predictions, for as long as somebody reads', async () => {
  const env = await environment()
  const shell = shellIn(env)
  const none = shell(`penguins predict ${dataset.file}`)
  expect([none.status, none.stdout, none.stderr]).toEqual([
    1,
    '',
    expect.stringMatching(/^penguins: There is no model yet/),
  ])
  const { result } = await penguins(['run'], env)
  const { version } = result.steps.at(-1)
  const file = shell(`penguins predict ${dataset.file}`)
  expect([file.status, file.stdout.split('\n').length]).toEqual([0, 346])
  expect(file.stderr).toMatch(
    new RegExp(
      `^predict      342 rows of ${dataset.file} by version ${version}, [\\d,]+ rows a second\\n +2 rows not predicted`,
    ),
  )
  const pipe = shell(`cat ${dataset.file} | penguins predict --model ${version} -`)
  expect([pipe.status, pipe.stdout]).toEqual([0, file.stdout])
  const row = JSON.stringify(penguin)
  const lines = shell(`echo '${row}' | penguins predict --format ndjson -`)
  expect([lines.status, JSON.parse(lines.stdout)]).toEqual([0, { predictions: expect.any(Object), warnings: [] }])
  const head = shell(
    `for i in {1..200}; do tail -n +2 ${dataset.file}; done | cat <(head -1 ${dataset.file}) - | penguins predict - | head -1`,
  )
  expect([head.stdout, head.stderr]).toEqual([`${file.stdout.split('\n')[0]}\n`, ''])
  const other = shell(`penguins predict --model none ${dataset.file}`)
  expect([other.status, other.stdout, other.stderr]).toEqual([
    1,
    '',
    expect.stringContaining('There is no version "none"'),
  ])
})

test('predict --table puts the predictions of the clean rows, of a file or of a pipe, into the database', async () => {
  const { database, url } = await freshDatabase()
  const run_id = 'manual__2026-11-28T00:00:00+00:00'
  const env = { DATABASE_URL: url, MODELS_DIR: join(temporaryFolder(), 'models'), AIRFLOW_CTX_DAG_RUN_ID: run_id }
  const shell = shellIn(env)
  const { result: ran } = await penguins(['run'], env)
  const { version } = ran.steps.at(-1)
  const clean = await penguins(['predict', '--table'], env)
  expect(clean.stderr).toMatch(
    new RegExp(
      `^predict      342 rows of penguins by version ${version} into penguins_predictions, [\\d,]+ rows? a second\n$`,
    ),
  )
  expect(clean.result).toMatchObject({ task: 'predict', source: 'penguins', rows: 342, predicted: 342, version })
  const stored = () => database.db.selectFrom('penguins_predictions').selectAll().orderBy('line').execute()
  expect(await stored()).toHaveLength(342)
  const file = await penguins(['predict', dataset.file, '--table', '--model', version], env)
  expect(file.result).toMatchObject({ source: dataset.file, rows: 344, predicted: 342, not_predicted: 2 })
  expect(file.stderr).toMatch(
    /\n +2 rows not predicted, with the reason; the first is line 5: culmen_length_mm is missing/,
  )
  const rows = await stored()
  expect(rows[0]).toMatchObject({ line: 2, model_version: version, run_id })
  expect(shell(`cat ${dataset.file} | penguins predict - --table`).status).toBe(0)
  expect(await stored()).toEqual(rows)
  for (const [args, says] of [
    [['none.csv'], /none.csv does not exist/],
    [['package.json'], /package.json/],
    [[dataset.file, '--model', 'none'], /There is no version "none"/],
  ] as const) {
    const { code, stderr } = await penguins(['predict', '--table', ...args], env)
    expect([code, stderr]).toEqual([1, expect.stringMatching(says)])
  }
  expect(await stored()).toEqual(rows)
  const runs = await database.db.selectFrom('task_runs').selectAll().where('task', '=', 'predict').execute()
  expect(runs).toHaveLength(3)
  expect((await penguins(['clear'], env)).code).toBe(0)
  expect(await stored()).toEqual(rows)
})

test('train --promote ask publishes, and says how to take the model into use', async () => {
  const env = await environment()
  const { stderr, result } = await penguins(['train', '--promote', 'ask'], await trainedOn(env))
  expect(result).toMatchObject({ in_use: false, proposal: { over: null, text: expect.stringContaining('| sex |') } })
  expect(stderr).toMatch(`\`penguins models promote ${result.version}\` takes it into use, once a person approves it`)
  const over = await penguins(['models', 'promote', result.version, '--over', 'other'], env)
  expect([over.code, over.stderr]).toEqual([
    1,
    expect.stringMatching(/was to replace other, but by now none is in use/),
  ])
  const approved = ['models', 'promote', '--over=none', '--reason=approved by Ada', '--', result.version]
  expect((await penguins(approved, env)).result).toMatchObject({ from: null, to: result.version })
  expect((await penguins(['models', 'history'], env)).stdout).toMatch('approved by Ada')
})

test('models: listed, looked at, proved, rolled back, pruned, taken elsewhere; without a database', async () => {
  const env = await environment()
  const { result: first } = await penguins(['train'], await trainedOn(env))
  const { result: second } = await penguins(['train', '--num_round', '1', '--promote', 'always'], env)
  const { result: kept } = await penguins(['train', '--num_round', '1', '--promote', 'never'], env)
  const away = { MODELS_DIR: env.MODELS_DIR!, DATABASE_URL: 'mysql://nobody:x@127.0.0.1:1/nowhere' }

  const { stdout: table } = await penguins(['models', 'list'], away)
  expect(table).toMatch(/^version +state +trained +species +sex +why\n/)
  const { result: list } = await penguins(['models', 'list', '--json'], away)
  const states = Object.fromEntries(list.map(({ version, state }: Environment) => [version, state]))
  expect(states).toEqual({ [first.version]: 'retired', [second.version]: 'current', [kept.version]: 'kept back' })

  expect((await penguins(['models', 'show'], away)).stdout).toMatch(`# Model ${second.version}`)
  expect((await penguins(['models', 'show', first.version, '--json'], away)).result.version).toBe(first.version)
  expect((await penguins(['models', 'verify'], away)).result).toEqual({ task: 'verify', sound: 3, damaged: {} })

  const { stderr, result } = await penguins(['models', 'rollback', '--reason', 'it errs'], away)
  expect(stderr).toBe(`rollback     ${first.version} is in use, in place of ${second.version}\n`)
  expect(result).toMatchObject({ task: 'rollback', from: second.version, to: first.version })
  const again = await penguins(['models', 'rollback'], away)
  expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/^penguins: There is no version before/)])
  expect((await penguins(['models', 'show'], away)).stdout).toMatch(
    /How it came into use\n\n20.*, by rollback: it errs\n/,
  )
  expect((await penguins(['models', 'show', kept.version], away)).stdout).toMatch(/It never did\.\n/)
  expect((await penguins(['models', 'history'], away)).stdout).toMatch(/rollback .* it errs\n/)

  const folder = temporaryFolder()
  expect((await penguins(['models', 'export', first.version, folder], away)).code).toBe(0)
  writeFileSync(join(env.MODELS_DIR!, second.version, 'sex.json'), '{}')
  const damaged = await penguins(['models', 'verify'], away)
  expect([damaged.code, Object.keys(damaged.result.damaged)]).toEqual([1, [second.version]])
  expect((await penguins(['models', 'promote', second.version], away)).stderr).toMatch(
    /sex.json is not the file that was published/,
  )
  expect((await penguins(['models', 'prune', '--keep', '1'], away)).result.kept.sort()).toEqual(
    [...new Set([first.version, list[0].version])].sort(),
  )
})

test('whoever waits for another process that changes the models folder says so', async () => {
  const env = await environment()
  const { result } = await penguins(['train'], await trainedOn(env))
  const lock = join(env.MODELS_DIR!, '.lock')
  const commands = [['train'], ['models', 'promote', result.version], ['models', 'prune', '--keep', '9']]
  for (const args of [...commands, ['models', 'rollback']]) {
    mkdirSync(lock)
    const child = start(args, env)
    let stderr = ''
    child.stderr!.on('data', (text) => {
      stderr += text
      if (String(text).includes('waiting for another process that changes ')) rmdirSync(lock)
    })
    await once(child, 'close')
    expect(stderr).toMatch(new RegExp(`^${args.at(args[0] === 'train' ? 0 : 1)} +waiting for another process`, 'm'))
    expect(existsSync(lock)).toBe(false)
  }
})

/** The environment, with clean rows in its database. */
async function trainedOn(env: Environment): Promise<Environment> {
  await penguins(['load'], env)
  await penguins(['preprocess'], env)
  return env
}

test('clear --before-load leaves the rows where the file to come is wrong', async () => {
  const { database, url } = await freshDatabase()
  const env = { DATABASE_URL: url }
  await penguins(['load'], env)
  const wrong = join(temporaryFolder(), 'wrong.csv')
  writeFileSync(wrong, 'species,island\nAdelie,Dream\n')
  const { code, stderr } = await penguins(['clear', '--before-load', wrong], env)
  expect(code).toBe(1)
  expect(stderr).toMatch(/wrong.csv/)
  expect(await countRows(database.db, raw)).toBe(344)
  expect((await penguins(['clear', '--before-load', 'data/penguins_size.csv'], env)).code).toBe(0)
  expect(await countRows(database.db, raw)).toBe(0)
})

test('run does all four, and doctor then finds all well', async () => {
  const env = await environment()
  const { code, result } = await penguins(['run'], env)
  expect(code).toBe(0)
  expect(result.steps.map((step: { task: string }) => step.task)).toEqual(['clear', 'load', 'preprocess', 'train'])
  const doctor = await penguins(['doctor'], env)
  expect(doctor.code).toBe(0)
  expect(doctor.result.checks.map((check: { name: string }) => check.name)).toEqual([
    'settings',
    'definition',
    'database',
    'rights',
    'tables',
    'engine',
    'model',
  ])
})

test('a wrong file costs run nothing: the rows stay, and with --serve it ends too', async () => {
  const { database, url } = await freshDatabase()
  const env = { DATABASE_URL: url, MODELS_DIR: join(temporaryFolder(), 'models'), PORT: '0' }
  await penguins(['run'], env)
  for (const args of [
    ['run', 'none.csv'],
    ['run', 'none.csv', '--serve'],
  ]) {
    const { code, stderr } = await penguins(args, env)
    expect(code).toBe(1)
    expect(stderr).toMatch(/penguins: none.csv does not exist/)
  }
  expect(await countRows(database.db, raw)).toBe(344)
})

test('a table of the name that is not ours is a sentence, and stays as it is', async () => {
  const { database, url } = await freshDatabase()
  await sql`drop table penguins`.execute(database.db)
  await sql`create table penguins (a integer)`.execute(database.db)
  const { code, stderr } = await penguins(['run'], { DATABASE_URL: url })
  expect(code).toBe(1)
  expect(stderr).toMatch(
    /^penguins: The table penguins is not as this program makes it, and may be somebody else's; rename or drop it/,
  )
  expect((await penguins(['doctor'], { DATABASE_URL: url })).stderr).toMatch(/tables +✗ The table penguins/)
})

test('tables of ours with the columns of another definition stay until new rows take their place', async () => {
  const { database, url } = await freshDatabase()
  for (const [table, columns] of Object.entries({
    penguins_raw: 'line integer primary key, kind varchar(255)',
    penguins: 'line integer primary key, wing double precision, split varchar(5)',
    penguins_rejected: 'line integer primary key, reason text, kind varchar(255)',
    penguins_split: 'seed integer primary key',
  })) {
    await sql`drop table ${sql.table(table)}`.execute(database.db)
    await sql`create table ${sql.table(table)} (${sql.raw(columns)})`.execute(database.db)
  }
  await sql`insert into penguins_raw values (2, 'emperor')`.execute(database.db)
  await sql`insert into penguins values (2, 1.5, 'train')`.execute(database.db)
  const env = { DATABASE_URL: url, MODELS_DIR: join(temporaryFolder(), 'models') }
  expect((await penguins(['doctor'], env)).stderr).toMatch(
    /tables +✗ The table penguins_raw has the columns of another/,
  )
  for (const [step, table] of [
    ['preprocess', 'penguins_raw'],
    ['train', 'penguins'],
  ] as const) {
    const { code, stderr } = await penguins([step], env)
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining(
        `The table ${table} has the columns of another release or definition; run \`penguins run\``,
      ),
    ])
  }
  expect((await penguins(['load', 'package.json'], env)).code).toBe(1)
  const { rows } = await sql`select kind from penguins_raw`.execute(database.db)
  expect(rows).toEqual([{ kind: 'emperor' }])
  expect((await penguins(['run'], env)).code).toBe(0)
  expect((await penguins(['doctor'], env)).code).toBe(0)
})

test('another definition file is all that another table needs', async () => {
  const folder = temporaryFolder()
  const DATASET = join(folder, 'cups.json')
  const fields = [
    { name: 'Größe (cm)', type: 'number', role: 'feature', decimalChar: ',' },
    { name: 'kind', type: 'string', role: 'target', categories: ['cup', 'mug'] },
  ]
  const resource = { name: 'cups', path: 'cups.csv', dialect: { delimiter: ';' }, schema: { fields } }
  writeFileSync(DATASET, JSON.stringify({ name: 'cups', resources: [resource] }))
  const rows = Array.from({ length: 200 }, (_, i) => `${(i % 2) * 3 + 5},${i};${['cup', 'mug'][i % 2]}`)
  writeFileSync(join(folder, 'cups.csv'), ['Größe (cm);kind', ...rows, ''].join('\n'))
  const { url } = await freshDatabase(databaseUrl(), await readDataset(DATASET))
  const env = { DATABASE_URL: url, MODELS_DIR: join(folder, 'models'), DATASET }
  const { code, stderr, result } = await penguins(['run'], env)
  expect([code, result.steps[0].cleared]).toEqual([0, { cups_raw: 0, cups: 0, cups_rejected: 0 }])
  expect(stderr).toMatch(/load +200 rows from .*cups.csv into cups_raw\n/)
  const doctor = await penguins(['doctor'], env)
  expect([doctor.code, doctor.stderr]).toEqual([0, expect.stringMatching(/tables +✓ cups_raw 200 rows, cups 200 rows/)])
})

test('a broken definition stops no help, and doctor names it', async () => {
  const DATASET = join(temporaryFolder(), 'broken.json')
  writeFileSync(DATASET, '{')
  const env = { ...(await environment()), DATASET }
  for (const args of [['--help'], ['load', '--help'], ['run', '--help']]) {
    expect((await penguins(args, env)).code).toBe(0)
  }
  const { code, result } = await penguins(['doctor'], env)
  expect([code, result.checks]).toEqual([
    1,
    [
      { name: 'settings', ok: true, says: expect.any(String) },
      { name: 'definition', ok: false, says: expect.stringMatching(/broken.json.* not JSON/) },
    ],
  ])
})

test('doctor says what is missing, and a way out', async () => {
  const env = await environment()
  const { code, stderr } = await penguins(['doctor'], {
    ...env,
    DATABASE_URL: 'mysql://user:secret@127.0.0.1:1/penguins_db',
  })
  expect(code).toBe(1)
  expect(stderr).toMatch(/database +✗ The MySQL database at 127.0.0.1:1\/penguins_db can't be reached/)
  expect(stderr).toMatch(/model +✗ There is no model yet: .* or run `penguins run`/)
  expect(stderr).not.toContain('secret')
})

test.each([
  'mysql://leak:12/34secret@127.0.0.1:13306/penguins_db',
  'mysql://q:12/secret@x%z@h/d',
  'mysql://u:secret#@h/d',
])('no command repeats a password of %s', async (url) => {
  for (const command of ['load', 'doctor', 'run', 'serve']) {
    const { code, stdout, stderr } = await penguins([command], { DATABASE_URL: url })
    expect([command, code]).toEqual([command, 1])
    expect(stdout + stderr).toMatch(/DATABASE_URL can't be read in one way only: .*in percent code/)
    expect(stdout + stderr).not.toMatch(/secret|12|34/)
  }
})

test.each([
  [['load', 'none.csv'], {}, 1, /^penguins: none.csv does not exist; name a CSV file/],
  [
    ['load'],
    { DATASET: 'none.json' },
    1,
    /^penguins: none.json is no definition file: it does not exist; DATASET names one/,
  ],
  [['run', '--serve'], { DATASET: 'package.json' }, 1, /^penguins: package.json/],
  [['load', 'package.json/x'], {}, 1, /^penguins: package.json\/x can't be read \(ENOTDIR\)/],
  [['load', 'x'.repeat(300)], {}, 1, /can't be read \(ENAMETOOLONG\)/],
  [['clear'], { DATABASE_URL: 'mysql://u:p%zz@127.0.0.1:1/x' }, 1, /write special characters .* in percent code/],
  [['preprocess'], {}, 75, /penguins_raw is empty; run `penguins load` first, or wait/],
  [['train'], {}, 75, /penguins is empty; run `penguins preprocess` first, or wait/],
  [['load'], { DATABASE_URL: 'oracle:x' }, 1, /^penguins: The environment variable DATABASE_URL must be/],
  [['serve'], { PORT: '99999' }, 1, /^penguins: The environment variable PORT must be/],
  [
    ['clear'],
    { DATABASE_URL: 'mysql://u:p@127.0.0.1:1/x' },
    75,
    /^penguins: The MySQL database at 127.0.0.1:1\/x can't be/,
  ],
  [['lode'], {}, 2, /unknown command 'lode'/],
  [[], {}, 2, /Usage: penguins/],
  [['train', '--max-depth', '3'], {}, 2, /unknown option '--max-depth'/],
  [['train', '--max_depth', '99'], {}, 2, /--max_depth <n>.*'99' is invalid.*<=12/],
  [['train', '--eta', '1e-40'], {}, 2, /--eta <n>.*'1e-40' is invalid/],
  [['train', '--eta', 'fast'], {}, 2, /--eta <n>.*'fast' is invalid/],
  [['preprocess', '--test-fraction', '1'], {}, 2, /--test-fraction.*must be a number between 0 and 1/],
  [['preprocess', '--seed', '1.5'], {}, 2, /--seed.*must be a whole number/],
  [['tune'], {}, 2, /Usage: penguins tune/],
  [['tune', 'grid', '--eta', '0.1,2'], {}, 2, /--eta <n,…>.*'0.1,2' is invalid/],
  [['tune', 'grid', '--seed', '1,2'], {}, 2, /--seed <n>.*'1,2' is invalid/],
  [
    ['tune', 'grid', '--num_round', Array.from({ length: 201 }, (_, i) => i + 1).join()],
    {},
    2,
    /makes 201 combinations/,
  ],
  [['train', '--best-of', '[]'], {}, 2, /--best-of.*must be a JSON array of what/],
  [['train', '--best-of', '[]', '--eta', '0.1'], {}, 2, /--best-of/],
  [['models'], {}, 2, /Usage: penguins models/],
  [['models', 'show'], {}, 1, /^penguins: There is no model yet: .* run `penguins run`/],
  [['models', 'promote', '../x'], {}, 1, /There is no folder .*models; name the models folder/],
  [['models', 'prune', '--keep', '0'], {}, 2, /--keep <n>.*must be a whole number, 1 or more/],
  [['train', '--promote', 'maybe'], {}, 2, /--promote.*Allowed choices are unless-worse, ask, always, never/],
  [['load', 'a', 'b'], {}, 2, /too many arguments/],
  [['predict'], {}, 2, /^penguins: name a file, or give --table to predict the clean rows/],
  [['predict', '--table'], {}, 1, /^penguins: There is no model yet/],
])('penguins %j %j ends with exit code %i and a sentence', async (args, env, expected, message) => {
  const { code, stdout, stderr } = await penguins(args, { ...(await environment()), ...env })
  expect(code).toBe(expected)
  expect(stderr).toMatch(message)
  expect(stderr).not.toMatch(/\n {4}at /)
  expect(stdout).toBe('')
})

test('a reader that has closed the pipe, as head does, ends nothing: the work is done, the exit code right', async () => {
  const { database, url } = await freshDatabase()
  const env = { DATABASE_URL: url, MODELS_DIR: join(temporaryFolder(), 'models') }
  expect((await penguins(['run'], env)).code).toBe(0)
  for (const [args, expected] of [
    [['models', 'list'], 0],
    [['models', 'show'], 0],
    [['models', 'history'], 0],
    [['train', '--help'], 0],
    [['clear'], 0],
    [['load', 'none.csv'], 1],
    [['lode'], 2],
  ] as const) {
    for (const closed of ['stdout', 'stderr'] as const) {
      const child = start([...args], env)
      const other = closed === 'stdout' ? child.stderr! : child.stdout!
      let text = ''
      other.on('data', (chunk) => (text += chunk))
      child[closed]!.destroy()
      const [code] = await once(child, 'close')
      expect([args, code]).toEqual([args, expected])
      expect(text).not.toMatch(/EPIPE|\n {4}at /)
    }
  }
  expect(await countRows(database.db, raw)).toBe(0)
})

test('what can be read only once is refused before anything is emptied; load takes it', async () => {
  const { database, url } = await freshDatabase()
  const env = { ...process.env, DATABASE_URL: url, MODELS_DIR: join(temporaryFolder(), 'models') }
  const pipe = join(temporaryFolder(), 'pipe')
  const shell = shellIn(env)
  shell(`mkfifo ${pipe}; penguins load`)
  for (const script of [
    `cat ${dataset.file} | penguins run -`,
    `cat ${dataset.file} | penguins run /dev/stdin`,
    `penguins run /dev/stdin < ${dataset.file}`,
    `penguins run <(cat ${dataset.file})`,
    `penguins run ${pipe}`,
    `penguins clear --before-load ${pipe}`,
  ]) {
    const { status, stderr } = shell(script)
    expect([script, status, stderr]).toEqual([script, 1, expect.stringMatching(/^penguins: .* can be read only once/)])
  }
  expect(await countRows(database.db, raw)).toBe(344)

  for (const [lines, script] of [
    [3, `head -3 ${dataset.file} | penguins load -`],
    [4, `head -4 ${dataset.file} | penguins load /dev/stdin`],
    [5, `penguins load <(head -5 ${dataset.file})`],
    [6, `head -6 ${dataset.file} > ${pipe} & penguins load ${pipe}`],
  ] as const) {
    expect([script, shell(script).status]).toEqual([script, 0])
    expect(await countRows(database.db, raw)).toBe(lines - 1)
  }
  // Its writer stays, and says nothing more: a refusal does not wait for it.
  const child = spawn(process.execPath, [PROGRAM, 'load', '-'], { env, stdio: ['pipe', 'ignore', 'pipe'] })
  child.stdin.write(`species,island\n${'Adelie,Dream\n'.repeat(1000)}`)
  const [[code], [said]] = await Promise.all([once(child, 'close'), once(child.stderr.setEncoding('utf8'), 'data')])
  expect([code, said]).toEqual([1, expect.stringMatching(/reading standard input/)])
  expect(await countRows(database.db, raw)).toBe(5)
})

test('rejected rows are counted by their reasons, with an example of each but what is missing', async () => {
  const env = await environment()
  const [header, row] = (await readFile(dataset.file, 'utf8')).split('\n') as [string, string]
  const file = join(temporaryFolder(), 'odd.csv')
  const odd = ['NaN', 'null', 'NA', '9e9', 'NaN'].map((mass) => row.replace('3750', mass))
  writeFileSync(file, [header, row, ...odd].join('\r\r\n'))
  await penguins(['load', file], env)
  expect((await penguins(['preprocess'], env)).stderr).toContain(
    '5 rejected: 3 not a number, as on line 3: body_mass_g is no number: "NaN", 1 missing measurement, 1 impossible measurement, as on line 6: body_mass_g is 9e9, outside 1500 to 9000 g; see penguins_rejected\n',
  )
})

test('a bug says where to turn, of which version, and keeps its stack', async () => {
  const breaks = join(temporaryFolder(), 'breaks.mjs')
  writeFileSync(breaks, 'Array.prototype.reverse = () => { throw new Error("broken") }')
  const env = { MODELS_DIR: temporaryFolder(), NODE_OPTIONS: `--import=${breaks}` }
  const { code, stderr } = await penguins(['models', 'history'], env)
  expect(code).toBe(70)
  expect(stderr).toMatch(/^penguins: a bug; send these lines to whoever looks after this installation:\npenguins \d/)
  expect(stderr).toContain(`Node ${process.version}`)
  expect(stderr).toMatch(/Error: broken\n {4}at /)
})

test('~ is the home directory, where no shell has said so', async () => {
  const HOME = temporaryFolder()
  const env = { ...(await environment()), HOME, MODELS_DIR: '~/models' }
  expect((await penguins(['load', '~/none.csv'], env)).stderr).toContain(`${HOME}/none.csv does not exist`)
  expect((await penguins(['run', '~/none.csv'], env)).stderr).toContain(`${HOME}/none.csv does not exist`)
  expect((await penguins(['clear', '--before-load', '~/none.csv'], env)).stderr).toContain(`${HOME}/none.csv does not`)
  expect((await penguins(['run'], env)).result.steps[3].folder).toMatch(`${HOME}/models/`)
  const [version] = await versionNames(`${HOME}/models`)
  expect((await penguins(['models', 'export', version!, '~/away'], env)).code).toBe(0)
  expect(existsSync(join(HOME, 'away'))).toBe(true)
  expect(existsSync('~')).toBe(false)
})

test.each([['--help'], ['load', '--help'], ['train', '--help'], ['--version']])(
  'penguins %s %s helps',
  async (...args) => {
    const { code, stdout } = await penguins(args.filter(Boolean))
    expect(code).toBe(0)
    expect(stdout).not.toBe('')
  },
)

test('serve answers, and ends cleanly when told to', async () => {
  const env = await environment()
  await penguins(['run'], env)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    const child = start(['serve'], env)
    const [line] = (await once(child.stderr!, 'data')) as [Buffer]
    const address = /http:\S+(?=\/docs)/.exec(line.toString())![0]
    expect((await fetch(`${address}/health/ready`)).status).toBe(200)
    child.kill(signal)
    expect(await once(child, 'close')).toEqual([0, null])
  }
})

test('run --serve speaks in words alone; serve keeps a log', async () => {
  const env = await environment()
  for (const [args, last, log] of [
    [['run', '--serve'], 'to try it', ''],
    [['serve'], '/docs', '"msg":"model in use"'],
  ] as const) {
    const child = start([...args], { ...env, LOG_LEVEL: '' })
    let [stdout, stderr] = ['', '']
    child.stdout!.on('data', (text) => (stdout += text))
    child.stderr!.on('data', (text) => (stderr += text))
    await expect.poll(() => stderr, { timeout: 30_000 }).toContain(last)
    child.kill()
    await once(child, 'close')
    expect(stderr).not.toContain('{')
    if (log) expect(stdout).toContain(log)
    else expect(stdout).toBe('')
  }
})

test('a busy port is one sentence and a way out, before any work is done', async () => {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const { code, stderr } = await penguins(['run', '--serve'], { ...(await environment()), PORT: String(port) })
  expect(code).toBe(1)
  expect(stderr).toBe(
    `penguins: Port ${port} on localhost is in use: stop the program that holds it, or take another port, as in PORT=${port > 65_000 ? 8001 : port + 1}.\n`,
  )
  server.close()
})

test('killed at any moment, a step leaves the state from before, and the next run goes through', async () => {
  const { database, url } = await freshDatabase()
  const modelsDir = join(temporaryFolder(), 'models')
  const env = { DATABASE_URL: url, MODELS_DIR: modelsDir }
  await penguins(['run'], env)
  await penguins(['predict', '--table'], env)
  const file = join(temporaryFolder(), 'many.csv')
  writeFileSync(file, `${HEADER}\n${'Gentoo,Biscoe,46.1,13.2,211,4500,FEMALE\n'.repeat(200_000)}`)
  for (const args of [
    ['load', file],
    ['predict', file, '--table'],
    ['train', '--num_round', '500'],
  ]) {
    for (const delay of [250, 500, 750]) {
      const child = start(args, env)
      // It may be done before it is killed.
      const closed = once(child, 'close')
      await new Promise((resolve) => setTimeout(resolve, delay))
      child.kill('SIGKILL')
      await closed
    }
  }
  // A fast machine may be done before the last kill: then the rows are the new ones, all of them.
  expect([344, 200_000]).toContain(await countRows(database.db, raw))
  expect([342, 200_000]).toContain(await countRows(database.db, database.tables.predictions))
  expect((await penguins(['doctor'], env)).code).toBe(0)
  expect((await penguins(['run'], env)).code).toBe(0)
  expect((await penguins(['doctor'], env)).code).toBe(0)
})

test('two trainings at once publish two versions, and the pointer names one of them', async () => {
  const env = await environment()
  await penguins(['run'], env)
  const results = await Promise.all([penguins(['train'], env), penguins(['train'], env)])
  expect(results.map(({ code }) => code)).toEqual([0, 0])
  expect(results[0]!.result.version).not.toBe(results[1]!.result.version)
  expect((await penguins(['doctor'], env)).code).toBe(0)
})
