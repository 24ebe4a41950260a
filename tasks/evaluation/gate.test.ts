import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { Booster } from '../../core/model/booster.js'
import type { Model } from '../../core/model/model.js'
import { readBundle } from '../../registry/bundle.js'
import { readHistory } from '../../registry/history.js'
import { readPointer } from '../../registry/pointer.js'
import { promote } from '../../registry/promote.js'
import { prune } from '../../registry/prune.js'
import { rollback } from '../../registry/rollback.js'
import { listVersions, versionNames } from '../../registry/versions.js'
import { penguins, registryOf } from '../../test/datasets.js'
import { freshDatabase, temporaryFolder } from '../../test/freshDatabase.js'
import { having } from '../../test/having.js'
import { stumps } from '../../test/stumps.js'
import { writeMixedTable } from '../../test/tables.js'
import { sealAgain } from '../../test/trainedModel.js'
import { load } from '../load.js'
import { type PreprocessOptions, preprocess, preprocessDefaults, splitOf } from '../preprocess.js'
import type { Problem } from '../problem.js'
import { type Parameters, parametersSchema } from '../train/parameters.js'
import { train } from '../train/train.js'
import { bootstrap } from './bootstrap.js'
import { type ChallengerTarget, judge, type Policy } from './gate.js'

/** A place to train in, again and again, with the reference data loaded. */
async function workshop() {
  const { database } = await freshDatabase()
  const modelsDir = temporaryFolder()
  await load(database, penguins.file)
  const split = async (options: PreprocessOptions) => {
    await preprocess(database, options)
  }
  await split(preprocessDefaults)
  const learn = (overrides: Partial<Parameters> = {}, promote: Policy = 'unless-worse', onWait?: () => void) =>
    train(database, { parameters: parametersSchema.parse(overrides), seed: 1, modelsDir, promote, onWait })
  return { database, modelsDir, split, learn }
}

test('the first model serves, a worse one is kept back and says why, one that is as good takes over', async () => {
  const { modelsDir, learn } = await workshop()
  const first = await learn()
  expect(first).toMatchObject({
    in_use: true,
    verdict: expect.stringMatching(/^promoted, the first model: species log loss 0/),
  })

  const worse = await learn({ num_round: 1 })
  expect(worse.in_use).toBe(false)
  expect(worse.verdict).toMatch(
    new RegExp(`^kept ${first.version}: species log loss 0\\.\\d+ → 0\\.\\d+, sex log loss`),
  )
  expect(await readPointer(modelsDir)).toBe(first.version)
  const { verdict } = (await readBundle(registryOf(modelsDir), worse.version)).manifest
  expect(verdict).toMatchObject({ promoted: false, says: worse.verdict, against: first.version })
  const species = having(verdict!.targets.species, 'log_loss')
  expect(species.difference!.low).toBeGreaterThan(0)
  expect(species.log_loss - species.current!).toBeCloseTo(species.difference!.mean, 5)
  expect(species.current).toBeCloseTo(having(first.targets.species, 'test_log_loss').test_log_loss, 3)
  expect(Object.keys(species.recall!)).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])

  const equal = await learn({ num_round: 19 })
  expect(equal).toMatchObject({ in_use: true, verdict: expect.stringMatching(`^promoted over ${first.version}`) })
  expect((await readHistory(modelsDir)).map(({ from, to, action }) => [from, to, action])).toEqual([
    [null, first.version, 'train'],
    [first.version, equal.version, 'train'],
  ])
})

test('the same model to the byte is published and says so, and the one in use stays', async () => {
  const { modelsDir, learn } = await workshop()
  const first = await learn()
  const same = await learn()
  expect(same).toMatchObject({
    in_use: false,
    verdict: `kept ${first.version}: the new one is the same model, to the byte`,
    targets: first.targets,
  })
  expect((await readBundle(registryOf(modelsDir), same.version)).manifest.verdict).toMatchObject({ promoted: false })
  expect(await readPointer(modelsDir)).toBe(first.version)
  expect((await learn({}, 'never')).verdict).toMatch(/same model, to the byte \(promotion is set to never\)$/)
  // Its maker may want the new name. A rollback passes over what is the same.
  expect((await learn({}, 'always')).in_use).toBe(true)
  await expect(rollback(registryOf(modelsDir), 'x')).rejects.toThrow(`${first.version} is the same model as `)
})

test('losses that are small each time do not add up', async () => {
  const { modelsDir, learn } = await workshop()
  const best = await learn()
  let kept = ''
  // Each has a round less to learn in than the one before it.
  for (let num_round = 14; num_round > 1 && !kept; num_round--) {
    const { in_use, verdict } = await learn({ num_round })
    if (!in_use) kept = verdict
  }
  const current = (await readPointer(modelsDir))!
  expect(kept).toMatch(new RegExp(`^kept ${current}: species log loss .* against 20.*, which was in use before$`))
  expect(kept).not.toMatch(`against ${current}`)
  const { species } = (await readBundle(registryOf(modelsDir), current)).manifest.targets
  const { log_loss } = having(species, 'classes').metrics.test
  expect(log_loss).toBeLessThan(having(best.targets.species, 'test_log_loss').test_log_loss + 0.05)
  // One that is worse than the best, but better than the current one, serves: it could only gain.
  expect((await learn({ num_round: 12 })).verdict).toMatch(`promoted over ${current}`)
})

test('a decline of many steps is seen, however slow', async () => {
  const { modelsDir, learn } = await workshop()
  const { version, targets } = await learn({ num_round: 10 })
  // More models between the first and the last than are looked at.
  for (let step = 1; step <= 12; step++) await learn({ num_round: 7, lambda: 1 + step / 1e4 }, 'always')
  const worse = await learn({ num_round: 6 })
  const lossOf = (it: typeof targets) => having(it.species, 'test_log_loss').test_log_loss
  expect(lossOf(worse.targets)).toBeGreaterThan(lossOf(targets) + 0.05)
  expect(worse.verdict).toMatch(` against ${version}, which was in use before`)
  expect(await readPointer(modelsDir)).not.toBe(worse.version)
})

test('a number is judged beside classes, by the same rules', async () => {
  const dataset = await writeMixedTable(temporaryFolder())
  const { database } = await freshDatabase(undefined, dataset)
  const modelsDir = temporaryFolder()
  await load(database, dataset.file)
  await preprocess(database, preprocessDefaults)
  const learn = (overrides: Partial<Parameters>) =>
    train(database, { parameters: parametersSchema.parse(overrides), seed: 1, modelsDir, promote: 'unless-worse' })
  const { version, verdict } = await learn({ num_round: 20 })
  expect(verdict).toMatch(
    /^promoted, the first model: Preis in € RMSE \d+\.\d, grade log loss 0\.\d+, sold log loss 0\.\d+$/,
  )
  const worse = await learn({ num_round: 5 })
  expect(worse.verdict).toMatch(RegExp(`^kept ${version}: Preis in € RMSE \\d+\\.\\d → \\d+\\.\\d, grade log loss`))
  // A little worse each time, and each time than the one before it: the first one is remembered.
  const kept = []
  for (let num_round = 19; num_round > 9 && kept.length === 0; num_round--) {
    const { in_use, verdict } = await learn({ num_round })
    if (!in_use) kept.push(verdict)
  }
  expect(kept[0]).toMatch(/ against 20.*, which was in use before$/)
})

test('what was left for an older model is no measure', async () => {
  const { modelsDir, learn } = await workshop()
  const wanted = await learn({ num_round: 7 })
  const unwanted = await learn({ num_round: 10 })
  expect(unwanted.in_use).toBe(true)
  await promote(registryOf(modelsDir), wanted.version, 'the other one knew too much')
  expect((await learn({ num_round: 6 })).verdict).toMatch(`promoted over ${wanted.version}`)
})

test('its maker may overrule the gate, both ways', async () => {
  const { modelsDir, learn } = await workshop()
  expect((await learn({}, 'never')).in_use).toBe(false)
  expect(await readPointer(modelsDir)).toBeUndefined()
  await learn()
  const forced = await learn({ num_round: 1 }, 'always')
  expect(forced.in_use).toBe(true)
  expect(forced.verdict).toMatch(/^promoted over .*log loss .*\(promotion is set to always\)$/)
})

test('where a person is to decide, nothing comes into use, and the proposal says what speaks for it and against it', async () => {
  const { modelsDir, learn } = await workshop()
  const first = await learn({}, 'ask')
  expect(first).toMatchObject({
    in_use: false,
    verdict: expect.stringMatching(/^left for a person to approve, the first model: species log loss 0/),
    proposal: { over: null },
  })
  expect(await readPointer(modelsDir)).toBeUndefined()
  await promote(registryOf(modelsDir), first.version, 'approved')

  const worse = await learn({ num_round: 1 }, 'ask')
  expect(worse.verdict).toMatch(
    new RegExp(`^left for a person to approve over ${first.version}, though worse: species log loss`),
  )
  expect(worse.proposal!.over).toBe(first.version)
  const { text } = worse.proposal!
  expect(text).toMatch(`**L${worse.verdict.slice(1)}.**\n`)
  expect(text).toMatch(
    new RegExp(
      `\\| target \\| figure \\| this model \\| guessing \\| ${first.version} \\| difference, 90 % interval \\|`,
    ),
  )
  const { test_accuracy, test_log_loss } = having(worse.targets.sex, 'test_accuracy')
  const figures = [test_accuracy, test_log_loss].map((it) => it.toFixed(3)).join(' \\| ')
  expect(text).toMatch(new RegExp(`\\| sex \\| 0\\.\\d+ ± 0\\.\\d+ \\| ${figures} \\| 0\\.\\d+ to \\d\\.\\d+ \\|`))
  expect(await readPointer(modelsDir)).toBe(first.version)

  // There is nothing to decide.
  const same = await learn({}, 'ask')
  expect(same.verdict).toBe(`kept ${first.version}: the new one is the same model, to the byte`)
  expect(same.proposal).toBeUndefined()
  expect((await learn({ num_round: 21 })).proposal).toBeUndefined()
})

test('a person is told what a number is worth, in its unit', async () => {
  const dataset = await writeMixedTable(temporaryFolder())
  const { database } = await freshDatabase(undefined, dataset)
  await load(database, dataset.file)
  await preprocess(database, preprocessDefaults)
  const options = { parameters: parametersSchema.parse({ num_round: 5 }), seed: 1, modelsDir: temporaryFolder() }
  const { proposal } = await train(database, { ...options, promote: 'ask' })
  expect(proposal!.text).toMatch(/\| Preis in €, € \| [\d.]+ ± [\d.]+ \| [\d.]+ \| [\d.]+ to [\d.]+ \| \d\.\d+ \|/)
})

test('a model that is no better than guessing does not serve, even where there is no other', async () => {
  const { modelsDir, learn } = await workshop()
  const { in_use, verdict } = await learn({ num_round: 1, eta: 0.000001 })
  expect(in_use).toBe(false)
  expect(verdict).toMatch(/not promoted, the first model: species log loss 1\.099 is no better than guessing, 1\.0/)
  expect(await readPointer(modelsDir)).toBeUndefined()
})

test('of another split, only rows that neither model has learned from are compared; where there are too few, each stands alone', async () => {
  const { learn, split, modelsDir } = await workshop()
  const { version } = await learn()
  await split({ seed: 7, testFraction: 0.3 })
  const worse = await learn({ num_round: 1 })
  expect(worse).toMatchObject({ in_use: false, verdict: expect.stringMatching(`^kept ${version}: species log loss`) })
  const { rows } = (await readBundle(registryOf(modelsDir), worse.version)).manifest.verdict!.targets.species!
  expect(rows).toBeGreaterThan(10)
  expect(rows).toBeLessThan(35)

  await split({ seed: 8, testFraction: 0.05 })
  const alone = await learn()
  expect(alone.in_use).toBe(true)
  expect(alone.verdict).toMatch(`promoted over ${version}, judged alone since that one was trained by another split`)
})

test('another model of another split that comes into use meanwhile is judged by on the rows that are fair to it', async () => {
  const { database, learn, split, modelsDir } = await workshop()
  const [mine, first, second] = [
    { seed: 9, testFraction: 0.3 },
    { seed: 7, testFraction: 0.3 },
    { seed: 8, testFraction: 0.4 },
  ]
  await split(second)
  const { version } = await learn()
  await split(first)
  await learn({}, 'always')
  await split(mine)
  // The model is judged against the first, waits for its turn, and finds the second in use.
  mkdirSync(join(modelsDir, '.lock'))
  const late = await learn({ num_round: 19 }, 'always', () => {
    writeFileSync(join(modelsDir, 'current.json'), JSON.stringify({ version }))
    rmSync(join(modelsDir, '.lock'), { recursive: true })
  })
  const rows = await database.db.selectFrom(database.tables.clean.name).selectAll().execute()
  const fair = rows.filter(
    (row) => splitOf(penguins, row, mine) === 'test' && splitOf(penguins, row, second) === 'test',
  )
  expect(late.verdict).toMatch(`promoted over ${version}: species log loss `)
  const { verdict } = (await readBundle(registryOf(modelsDir), late.version)).manifest
  expect(verdict).toMatchObject({ against: version, targets: { species: { rows: fair.length } } })
})

test('where nobody knows what the rows were split by, the verdict says so', async () => {
  const { database, learn } = await workshop()
  const { version } = await learn()
  await sql`update penguins set split = 'test' where line = 2 or line = 3`.execute(database.db)
  expect((await learn({ num_round: 19 })).verdict).toMatch(
    `(on all test rows, though ${version} may have learned from some: a split is not known)`,
  )
})

test('versions are in the order in which they were published, whatever the workers’ clocks say', async () => {
  const { learn, modelsDir } = await workshop()
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2099-01-01T00:00:00Z') })
  const [promoted, kept] = [await learn({ num_round: 5 }), await learn({ num_round: 6 }, 'never')]
  vi.useRealTimers()
  expect([promoted.version, kept.version]).toEqual([expect.stringMatching(/^2099/), expect.stringMatching(/^2099/)])
  const later = [await learn({ num_round: 7 }), await learn({ num_round: 1 }), await learn({ num_round: 8 })]
  const published = [promoted, kept, ...later].map(({ version }) => version)
  expect(await versionNames(modelsDir)).toEqual(published.toReversed())
  // Nobody knows of a bundle that was copied here how old it is.
  cpSync(join(modelsDir, kept.version), join(modelsDir, '20990101T000001-abcdef'), { recursive: true })
  expect((await listVersions(registryOf(modelsDir))).map(({ version }) => version)).toEqual([
    ...published.toReversed(),
    '20990101T000001-abcdef',
  ])
  const removed = ['20990101T000001-abcdef', kept.version, promoted.version]
  expect((await prune(modelsDir, 3)).removed.sort()).toEqual(removed.sort())
})

test('a rollback never goes to the same model', async () => {
  const { learn, modelsDir } = await workshop()
  const [older, bad] = [await learn({ num_round: 20 }), await learn({ num_round: 1 }, 'always')]
  const again = await learn({ num_round: 1 }, 'always')
  expect(await rollback(registryOf(modelsDir), 'bad')).toEqual({
    from: again.version,
    to: older.version,
    passed_over: [`${bad.version} is the same model as ${again.version}, to the byte.`],
  })
})

test('a lost class, or a log loss worse by more than chance and tolerance, speaks against a model; one bad row does not', async () => {
  // One feature tells the classes apart; the challenger is a little surer of the many and loses the few.
  const { length: width } = penguins.features
  const labels = Float32Array.from({ length: 100 }, (_, i) => (i < 10 ? 0 : 1))
  const features = new Float32Array(100 * width)
  for (const [row, label] of labels.entries()) features[row * width] = label
  // By the second feature one row is known from all others.
  features[50 * width + 1] = 1
  const sexes: Problem = { features, featureCount: width, labels, kind: 'classes', classCount: 2 }
  const kinds: Problem = { ...sexes, labels: new Float32Array(100), classCount: 3 }
  const [species, sex] = penguins.targets
  const same = stumps('multi:softprob', width, 3, [0, 5, 5])
  const split = { seed: 1, test_fraction: 0.2 }
  const model = (version: string, sex: Booster) =>
    ({ manifest: { version, dataset: { split }, targets: {} }, boosters: { species: same, sex } }) as unknown as Model
  const judgedOn = (rows: Problem, guess: readonly number[]) => ({
    test: rows,
    unseen: () => rows,
    guess,
    sha256: 'new',
  })
  const judged = (current: Booster, challenger: Booster, ...earlier: Booster[]) => {
    const targets: ChallengerTarget[] = [
      { target: species!, booster: same, ...judgedOn(kinds, [0.4, 0.3, 0.3]) },
      { target: sex!, booster: challenger, ...judgedOn(sexes, [0.1, 0.9]) },
    ]
    const models = earlier.map((it, i) => model(`older-${i + 1}`, it))
    return judge({ targets, split }, { model: model('old', current) }, models, 'unless-worse')
  }
  const good = stumps('binary:logistic', width, 1, [0, -0.2, 2])
  const lost = await judged(good, stumps('binary:logistic', width, 1, [0, 0.2, 4]))
  expect(lost).toMatchObject({ promoted: false, says: 'kept old: sex recall of FEMALE 1.000 → 0.000' })
  expect(lost.targets.sex!.difference!.mean).toBeLessThan(0)
  expect(await judged(good, good)).toMatchObject({ promoted: true, says: expect.stringMatching(/^promoted over old/) })
  // Far worse in one row of a hundred: that may be chance.
  const unlucky = await judged(good, stumps('binary:logistic', width, 1, [0, -0.2, 2], [1, 0, -20]))
  expect(unlucky.promoted).toBe(true)
  expect(unlucky.targets.sex!.difference!.mean).toBeGreaterThan(0.1)
  // What led to the current model is a measure for one that is worse than it, and for no other.
  const [better, poor] = [
    stumps('binary:logistic', width, 1, [0, -0.4, 2.5]),
    stumps('binary:logistic', width, 1, [0, -0.1, 1]),
  ]
  expect(await judged(poor, good, better)).toMatchObject({ promoted: true, against: 'old' })
  expect(await judged(good, stumps('binary:logistic', width, 1, [0, -0.2, 1.8]), good, better)).toMatchObject({
    promoted: false,
    against: 'older-2',
    says: expect.stringMatching(/^kept old: sex log loss .* against older-2, which was in use before$/),
  })
  // Surely worse, but by less than the tolerance; then by more.
  const slightly = await judged(good, stumps('binary:logistic', width, 1, [0, -0.2, 1.8]))
  expect(slightly).toMatchObject({
    promoted: true,
    says: expect.stringMatching(
      /^promoted over old: species .*, sex log loss .* \(worse, within the tolerance of 0\.05\)$/,
    ),
  })
  expect(unlucky.says).toMatch(/sex log loss .* \(worse, but it may be chance\)$/)
  expect(await judged(good, stumps('binary:logistic', width, 1, [0, -0.2, 1]))).toMatchObject({
    promoted: false,
    says: expect.stringMatching(/^kept old: sex log loss 0\.\d+ → 0\.\d+$/),
  })
})

test('a model of other columns is no measure, and neither is a damaged pointer', async () => {
  const { modelsDir, learn } = await workshop()
  const { version } = await learn()
  const manifest = join(modelsDir, version, 'manifest.json')
  const text = readFileSync(manifest, 'utf8')
  writeFileSync(manifest, text.replaceAll('"body_mass_g"', '"wing_mm"'))
  sealAgain(join(modelsDir, version))
  expect((await learn()).verdict).toMatch(/^promoted, judged alone since .*its features are .*wing_mm/)

  writeFileSync(join(modelsDir, 'current.json'), '{')
  expect((await learn()).verdict).toMatch(/^promoted, judged alone since .*current.json does not name a version/)
})

test('where no model is in use any more, those that were are a measure still', async () => {
  const { modelsDir, learn } = await workshop()
  const { version } = await learn()
  rmSync(join(modelsDir, 'current.json'))
  const worse = await learn({ num_round: 1 })
  expect(worse.in_use).toBe(false)
  expect(worse.verdict).toMatch(/^not promoted: species log loss .* against .*, which was in use before$/)
  expect(worse.verdict).toContain(version)
  expect((await learn()).verdict).toMatch(/^promoted, since none was in use any more: species log loss/)
})

test('a damaged current model is no measure, and is replaced', async () => {
  const { modelsDir, learn } = await workshop()
  const { version } = await learn()
  writeFileSync(join(modelsDir, version, 'sex.json'), '{}')
  expect((await learn({}, 'ask')).proposal!.over).toBe(version)
  expect(await learn()).toMatchObject({
    in_use: true,
    verdict: expect.stringMatching(/judged alone since .*sha256 differs/),
  })
})

test('many trainings at once: every verdict is on the model that it replaced', async () => {
  const { modelsDir, learn } = await workshop()
  const results = await Promise.all(Array.from({ length: 6 }, (_, i) => learn({ num_round: 20 + i })))
  const history = await readHistory(modelsDir)
  expect(history).toHaveLength(6)
  for (const [i, { from, to, why }] of history.entries()) {
    expect(from).toBe(history[i - 1]?.to ?? null)
    expect(why).toBe(results.find(({ version }) => version === to)!.verdict)
    if (from) expect(why).toContain(`promoted over ${from}`)
  }
  expect(readdirSync(modelsDir).filter((name) => name.startsWith('.'))).toEqual([])
})

test('the card tells people what the manifest tells programs', async () => {
  const { modelsDir, learn } = await workshop()
  const { version, folder, verdict } = await learn()
  const card = readFileSync(join(folder, 'README.md'), 'utf8')
  for (const part of [
    version,
    verdict,
    'culmen_length_mm',
    'seed 230, test fraction 0.2',
    'Chinstrap',
    '| eta | 0.3 |',
  ]) {
    expect(card).toContain(part)
  }
  const { manifest } = await readBundle(registryOf(modelsDir), version)
  for (const target of Object.values(manifest.targets)) {
    const { metrics } = having(target, 'classes')
    expect(metrics.calibration!.reduce((sum, { rows }) => sum + rows, 0)).toBe(metrics.test.rows)
    for (const { from, to, probability } of metrics.calibration!) {
      expect(probability).toBeGreaterThanOrEqual(from)
      expect(probability).toBeLessThanOrEqual(to)
    }
  }
})

test('the bootstrap’s interval covers the mean of what it resamples about nine times in ten', () => {
  // Differences of a known mean, 0.1: how often does the interval hold it?
  let [state, covered] = [1, 0]
  const random = () => {
    state = (state * 16807) % 2147483647
    return state / 2147483647
  }
  for (let i = 0; i < 200; i++) {
    const differences = Float64Array.from({ length: 69 }, () => 0.1 + (random() + random() + random() - 1.5))
    const { mean, low, high } = bootstrap(differences, {
      groupOf: Uint32Array.from(differences.keys()),
      groupCount: 69,
    })
    expect(low).toBeLessThan(mean)
    expect(high).toBeGreaterThan(mean)
    if (low <= 0.1 && high >= 0.1) covered++
  }
  expect(covered).toBeGreaterThan(165)
  expect(covered).toBeLessThan(195)
})

test('copies of a row tell the bootstrap no more than the row', () => {
  const differences = Float64Array.from({ length: 50 }, (_, i) => Math.sin(i))
  const once = bootstrap(differences, { groupOf: Uint32Array.from(differences.keys()), groupCount: 50 })
  const copies = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i % 50))
  const groupOf = Uint32Array.from(copies, (_, i) => i % 50)
  const { mean, low, high } = bootstrap(copies, { groupOf, groupCount: 50 })
  expect(mean).toBeCloseTo(once.mean, 10)
  expect(low).toBeCloseTo(once.low, 10)
  expect(high).toBeCloseTo(once.high, 10)
})
