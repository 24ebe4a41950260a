import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { dataset } from '../../core/dataset.js'
import type { Booster } from '../../core/model/booster.js'
import { readBundle, readCurrentVersion } from '../../core/model/bundle.js'
import { readHistory } from '../../core/model/history.js'
import { freshDatabase, temporaryFolder } from '../../test/freshDatabase.js'
import { sealAgain } from '../../test/trainedModel.js'
import { recordRun } from '../database/runs.js'
import { load } from '../load.js'
import { type PreprocessOptions, preprocess, preprocessDefaults } from '../preprocess.js'
import { type Parameters, parametersSchema } from '../train/parameters.js'
import type { Problem } from '../train/problem.js'
import { train } from '../train/train.js'
import { judge, type Policy, pairedBootstrap } from './gate.js'

/** A place to train in, again and again, with the reference data loaded. */
async function workshop() {
  const { database } = await freshDatabase()
  const modelsDir = temporaryFolder()
  await load(database, dataset.file)
  const split = async (options: PreprocessOptions) => {
    await recordRun(database, 'preprocess', new Date(), await preprocess(database, options))
  }
  await split(preprocessDefaults)
  const learn = (overrides: Partial<Parameters> = {}, promote: Policy = 'if-better') =>
    train(database, { parameters: parametersSchema.parse(overrides), seed: 1, modelsDir, promote })
  return { modelsDir, split, learn }
}

test('the first model serves, a worse one is kept back and says why, an equal one takes over', async () => {
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
  expect(await readCurrentVersion(modelsDir)).toBe(first.version)
  const { verdict } = (await readBundle(modelsDir, worse.version)).manifest
  expect(verdict).toMatchObject({ promoted: false, says: worse.verdict, against: first.version })
  const { species } = verdict!.targets
  expect(species!.difference!.low).toBeGreaterThan(0)
  expect(species!.log_loss - species!.current!).toBeCloseTo(species!.difference!.mean, 5)
  expect(species!.current).toBeCloseTo(first.targets.species!.test_log_loss, 3)
  expect(Object.keys(species!.recall!)).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])

  const equal = await learn()
  expect(equal).toMatchObject({ in_use: true, verdict: expect.stringMatching(`^promoted over ${first.version}`) })
  expect((await readHistory(modelsDir)).map(({ from, to, action }) => [from, to, action])).toEqual([
    [null, first.version, 'train'],
    [first.version, equal.version, 'train'],
  ])
})

test('its maker may overrule the gate, both ways', async () => {
  const { modelsDir, learn } = await workshop()
  expect((await learn({}, 'never')).in_use).toBe(false)
  expect(await readCurrentVersion(modelsDir)).toBeUndefined()
  await learn()
  const forced = await learn({ num_round: 1 }, 'always')
  expect(forced.in_use).toBe(true)
  expect(forced.verdict).toMatch(/^promoted over .*log loss .*\(promotion is set to always\)$/)
})

test('a model that is no better than guessing does not serve, even where there is no other', async () => {
  const { modelsDir, learn } = await workshop()
  const { in_use, verdict } = await learn({ num_round: 1, eta: 0.000001 })
  expect(in_use).toBe(false)
  expect(verdict).toMatch(/not promoted, the first model: species log loss 1\.099 is no better than guessing, 1\.0/)
  expect(await readCurrentVersion(modelsDir)).toBeUndefined()
})

test('of another split, only rows that neither model has learned from are compared; where there are too few, each stands alone', async () => {
  const { learn, split, modelsDir } = await workshop()
  const { version } = await learn()
  await split({ seed: 7, testFraction: 0.3 })
  const worse = await learn({ num_round: 1 })
  expect(worse).toMatchObject({ in_use: false, verdict: expect.stringMatching(`^kept ${version}: species log loss`) })
  const { rows } = (await readBundle(modelsDir, worse.version)).manifest.verdict!.targets.species!
  expect(rows).toBeGreaterThan(10)
  expect(rows).toBeLessThan(35)

  await split({ seed: 8, testFraction: 0.05 })
  const alone = await learn()
  expect(alone.in_use).toBe(true)
  expect(alone.verdict).toMatch(`promoted, judged alone since ${version} was trained by another split`)
})

test('a lost class, or a log loss worse by more than chance and tolerance, speaks against a model; one bad row does not', () => {
  // One feature tells the classes apart; the candidate is a little surer of the many and loses the few.
  const labels = Int32Array.from({ length: 100 }, (_, i) => (i < 10 ? 0 : 1))
  const features = new Float32Array(100 * dataset.features.length)
  for (const [row, label] of labels.entries()) features[row * dataset.features.length] = label
  // By the second feature one row is known from all others.
  features[50 * dataset.features.length + 1] = 1
  const few: Problem = { features, featureCount: dataset.features.length, labels, classCount: 2 }
  const species: Problem = { ...few, labels: new Int32Array(100), classCount: 3 }
  const frequencies = [0.1, 0.9]
  const tests = {
    species: { all: species, unseen: species, frequencies: [0.4, 0.3, 0.3] },
    sex: { all: few, unseen: few, frequencies },
  }
  const same = stumps('multi:softprob', 3, [0, 5, 5])
  const judged = (current: Booster, candidate: Booster) =>
    judge(
      { boosters: { species: same, sex: candidate } },
      { model: { manifest: { version: 'old', dataset: {} }, boosters: { species: same, sex: current } } as never },
      tests,
      'if-better',
    )
  const good = stumps('binary:logistic', 1, [0, -0.2, 2])
  const lost = judged(good, stumps('binary:logistic', 1, [0, 0.2, 4]))
  expect(lost).toMatchObject({ promoted: false, says: 'kept old: sex recall of FEMALE 1.000 → 0.000' })
  expect(lost.targets.sex!.difference!.mean).toBeLessThan(0)
  expect(judged(good, good)).toMatchObject({ promoted: true, says: expect.stringMatching(/^promoted over old/) })
  // Far worse in one row of a hundred: that may be chance.
  const unlucky = judged(good, stumps('binary:logistic', 1, [0, -0.2, 2], [1, 0, -20]))
  expect(unlucky.promoted).toBe(true)
  expect(unlucky.targets.sex!.difference!.mean).toBeGreaterThan(0.1)
  // Surely worse, but by less than the tolerance; then by more.
  expect(judged(good, stumps('binary:logistic', 1, [0, -0.2, 1.8])).promoted).toBe(true)
  expect(judged(good, stumps('binary:logistic', 1, [0, -0.2, 1]))).toMatchObject({
    promoted: false,
    says: expect.stringMatching(/^kept old: sex log loss 0\.\d+ → 0\.\d+$/),
  })
})

/** A booster of trees with two leaves each, told apart by a feature at 0.5: below, then above. */
function stumps(objective: Booster['objective'], groupCount: number, ...trees: [number, number, number][]): Booster {
  return {
    objective,
    featureNames: [],
    featureCount: dataset.features.length,
    classCount: Math.max(2, groupCount),
    groupCount,
    baseMargins: new Float32Array(groupCount),
    treeRoots: Int32Array.from(trees, (_, tree) => 3 * tree),
    treeGroups: new Int32Array(trees.length),
    features: Int32Array.from(trees.flatMap(([feature]) => [feature, -1, -1])),
    values: Float32Array.from(trees.flatMap(([, below, above]) => [0.5, below, above])),
    lefts: Int32Array.from(trees.flatMap((_, tree) => [3 * tree + 1, -1, -1])),
    missings: new Uint8Array(3 * trees.length),
    covers: undefined,
  }
}

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

test('a damaged current model is no measure, and is replaced', async () => {
  const { modelsDir, learn } = await workshop()
  const { version } = await learn()
  writeFileSync(join(modelsDir, version, 'sex.json'), '{}')
  expect(await learn()).toMatchObject({
    in_use: true,
    verdict: expect.stringMatching(/judged alone since .*sha256 differs/),
  })
})

test('many trainings at once: every verdict is on the model that it replaced', async () => {
  const { modelsDir, learn } = await workshop()
  const results = await Promise.all(Array.from({ length: 6 }, () => learn()))
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
  const { manifest } = await readBundle(modelsDir, version)
  for (const { metrics } of Object.values(manifest.targets)) {
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
    const { mean, low, high } = pairedBootstrap(differences)
    expect(low).toBeLessThan(mean)
    expect(high).toBeGreaterThan(mean)
    if (low <= 0.1 && high >= 0.1) covered++
  }
  expect(covered).toBeGreaterThan(165)
  expect(covered).toBeLessThan(195)
})
