import { beforeAll, expect, test } from 'vitest'
import { parseBooster } from '../../../core/model/parseBooster.js'
import { isSameOutput } from '../../../core/model/prove.js'
import { predictOutputs } from '../../../core/model/scores.js'
import { mean } from '../../../core/numbers.js'
import { sha256 } from '../../../registry/sums.js'
import { choose, type Problem, subset } from '../../problem.js'
import { type Parameters, parametersSchema } from '../parameters.js'
import type { FitOptions, Trainer } from './trainer.js'

/** What the rows of a contract's problem hold. */
interface Kind {
  classCount: number
  rowCount?: number
  /** A feature's value by a number from 0 to 99.6. */
  value?: (number: number) => number
}

/** Rows of three features, some missing, whose class or value follows from the first two. */
export function contractProblem({ classCount, rowCount = 200, value = (it) => it }: Kind): Problem {
  const numbers = Array.from({ length: rowCount * 3 }, (_, i) => ((i * 7919) % 997) / 10)
  const features = Float32Array.from(numbers, (it, i) => (i % 17 === 5 ? Number.NaN : value(it)))
  const labels = Float32Array.from({ length: rowCount }, (_, row) => {
    const share = (numbers[row * 3]! + numbers[row * 3 + 1]!) / 200
    return classCount === 0 ? 1000 + 50 * share : Math.floor(share * classCount)
  })
  return { features, featureCount: 3, labels, kind: classCount === 0 ? 'number' : 'classes', classCount }
}

/** How the engine is asked in these tests. */
export function contractOptions(parameters: Partial<Parameters> = {}, seed = 1): FitOptions {
  return {
    parameters: parametersSchema.parse({ num_round: 15, ...parameters }),
    seed,
    columns: ['a', 'b=ä "ö"', 'float:1'],
  }
}

/** What every engine must do: a test file of each calls this. */
export function declareContract(make: () => Promise<Trainer>) {
  let trainer: Trainer
  beforeAll(async () => {
    trainer = await make()
  })
  const fitted = async (problem: Problem, options = contractOptions()) => {
    const fit = await trainer.fit(problem, options)
    return { ...fit, booster: parseBooster(fit.json, 'the model') }
  }

  test.each([
    { what: 'two classes', classCount: 2, objective: 'binary:logistic', outputs: 2 },
    { what: 'three classes', classCount: 3, objective: 'multi:softprob', outputs: 3 },
    { what: 'fifty classes', classCount: 50, objective: 'multi:softprob', outputs: 50 },
    { what: 'a number', classCount: 0, objective: 'reg:squarederror', outputs: 1 },
    { what: 'a number whose mean is 0', classCount: 0, objective: 'reg:squarederror', outputs: 1, shift: -1025 },
  ])('$what: our predictor gives the engine’s own predictions, of missing values too', async (it) => {
    const problem = contractProblem(it)
    problem.labels = problem.labels.map((label) => label + (it.shift ?? 0))
    const { booster, predict, free } = await fitted(problem)
    expect(booster).toMatchObject({ objective: it.objective, outputCount: it.outputs })
    expectSameOutputs(booster, predict, problem.features)
    free()
  })

  test.each([
    // The split between 0 and -2 is at -1 itself.
    { what: 'and its neighbours', value: (it: number) => Math.round(it / 25) - 3 },
    { what: 'between -2 and 0, which training never saw', value: (it: number) => (it < 50 ? -2 : 0) },
    {
      what: 'and the float32s next to it',
      value: (it: number) => [-1.0000001192092896, -1, -0.9999999403953552][Math.floor(it) % 3]!,
    },
  ])('-1 is a value like any other: $what', async ({ value }) => {
    for (const classCount of [0, 2, 3]) {
      const problem = contractProblem({ classCount, value })
      const { booster, predict, free } = await fitted(problem)
      const asked = problem.features.map((it, i) => (i % 5 === 0 ? -1 : it))
      expectSameOutputs(booster, predict, problem.features)
      expectSameOutputs(booster, predict, asked)
      free()
    }
  })

  test('trees of which splits were pruned are whole', async () => {
    for (const classCount of [0, 3]) {
      const problem = contractProblem({ classCount })
      const { booster, predict, free } = await fitted(problem, contractOptions({ gamma: 2, max_depth: 6 }))
      expectSameOutputs(booster, predict, problem.features)
      free()
    }
  })

  test('-1 and a missing value are told apart', async () => {
    // Where the first feature is -1 the number is 10, where it is missing 20, else 0.
    const values = [-1, Number.NaN, 3]
    const features = Float32Array.from({ length: 90 }, (_, row) => values[row % 3]!)
    const labels = Float32Array.from({ length: 90 }, (_, row) => [10, 20, 0][row % 3]!)
    const problem: Problem = { features, featureCount: 1, labels, kind: 'number', classCount: 0 }
    const options = { ...contractOptions({ subsample: 1, num_round: 40 }), columns: ['a'] }
    const { booster, free } = await fitted(problem, options)
    for (const [i, expected] of [10, 20, 0].entries()) {
      expect(predictOutputs(booster, Float32Array.of(values[i]!))[0]).toBeCloseTo(expected, 1)
    }
    free()
  })

  test('a number starts from the mean of its labels, and comes near them in few rounds, however large they are', async () => {
    const { features, ...rest } = contractProblem({ classCount: 0 })
    for (const scale of [1e-6, 1, 1e9]) {
      const labels = rest.labels.map((it) => it * scale)
      const { booster, free } = await fitted({ ...rest, features, labels }, contractOptions({ num_round: 40 }))
      expect(booster.baseMargins[0]).toBe(Math.fround(mean(labels)))
      const errors = predictOutputs(booster, features).map((it, row) => Math.abs(it - labels[row]!))
      expect(mean(errors)).toBeLessThan(3 * scale)
      free()
    }
  })

  test('many rounds do no harm to numbers that lie far from 0 and close together', async () => {
    const { features, ...rest } = contractProblem({ classCount: 0 })
    const labels = rest.labels.map((it) => 1e5 + it / 100)
    const { booster, free } = await fitted(
      { ...rest, features, labels },
      contractOptions({ num_round: 1000, eta: 0.02 }),
    )
    const errors = predictOutputs(booster, features).map((it, row) => Math.abs(it - labels[row]!))
    expect(mean(errors)).toBeLessThan(0.05)
    free()
  })

  test('equal seeds give equal JSON, one after the other and at once; another seed another one', async () => {
    const texts = async (seeds: number[]) => {
      const fits = await Promise.all(
        seeds.map((seed) => fitted(contractProblem({ classCount: 3 }), contractOptions({}, seed))),
      )
      for (const { free } of fits) free()
      return fits.map(({ json }) => sha256(json))
    }
    const [first, second, other] = await texts([1, 1, 2])
    expect(first).toBe(second)
    expect(other).not.toBe(first)
    expect(await texts([1])).toEqual([first])
    const values = await fitted(contractProblem({ classCount: 0 }))
    values.free()
    expect(await texts([1])).toEqual([first])
  })

  test('of chosen rows it makes the same model as of a copy of them, whatever the labels of the others', async () => {
    for (const classCount of [0, 2, 3]) {
      const problem = contractProblem({ classCount })
      const rows = choose(problem, (row) => row % 3 > 0 && row < 150)
      const copy = await fitted(subset(problem, rows))
      problem.labels = problem.labels.map((label, row) => (rows[row] ? label : Number.NaN))
      const chosen = await fitted(problem, { ...contractOptions(), rows })
      expect(chosen.json).toBe(copy.json)
      for (const { free } of [copy, chosen]) free()
    }
  })

  test('it says each round when it is done', async () => {
    const rounds: number[] = []
    const options = { ...contractOptions({ num_round: 4 }), onRound: (round: number) => void rounds.push(round) }
    const { free } = await trainer.fit(contractProblem({ classCount: 2 }), options)
    expect(rounds).toEqual([1, 2, 3, 4])
    free()
  })

  test('the JSON has the shape that Python’s xgboost opens, and the columns’ names as they are', async () => {
    const options = contractOptions()
    for (const classCount of [0, 2, 3]) {
      const { json, free } = await trainer.fit(contractProblem({ classCount }), options)
      const { learner, version } = JSON.parse(json)
      expect(version).toHaveLength(3)
      expect(learner.feature_names).toEqual(options.columns)
      expect(learner.feature_types).toEqual(['float', 'float', 'float'])
      expect(learner.learner_model_param).toMatchObject({
        base_score: expect.stringMatching(/^\[?[\d.e+,-]+\]?$/i),
        num_class: classCount === 3 ? '3' : '0',
        num_feature: '3',
        num_target: '1',
      })
      // XGBoost's reader takes a number without point and exponent for an integer, and refuses it.
      const floats = json.matchAll(/"(?:base_weights|loss_changes|split_conditions|sum_hessian)":\[([^\]]*)\]/g)
      for (const [, list] of floats) for (const number of list!.split(',')) expect(number).toMatch(/[.e]/i)
      free()
    }
  })

  test('more rows than fit on a small stack', { timeout: 120_000 }, async () => {
    const problem = contractProblem({ classCount: 2, rowCount: 400_000 })
    const { booster, free } = await fitted(problem, contractOptions({ num_round: 1, max_depth: 1 }))
    expect(booster.treeRoots).toHaveLength(1)
    free()
  })

  test('what is no problem is refused', async () => {
    const good = contractProblem({ classCount: 2 })
    const broken: Problem[] = [
      { ...good, featureCount: 4 },
      { ...good, labels: good.labels.map(() => 7) },
      { ...good, labels: good.labels.map(() => 0.5) },
      { ...good, labels: good.labels.map(() => Number.NaN) },
      { ...good, kind: 'number', classCount: 0, labels: good.labels.map(() => Number.POSITIVE_INFINITY) },
      { ...good, features: good.features.map(() => Number.NEGATIVE_INFINITY) },
      { ...good, features: new Float32Array(), labels: new Float32Array() },
    ]
    for (const it of broken) await expect(trainer.fit(it, contractOptions())).rejects.toThrow(RangeError)
    const fit = await trainer.fit(good, contractOptions())
    expect(() => fit.predict(new Float32Array(2))).toThrow(RangeError)
    fit.free()
  })
}

function expectSameOutputs(
  booster: ReturnType<typeof parseBooster>,
  predict: (rows: Float32Array) => Float32Array,
  rows: Float32Array,
) {
  const [ours, theirs] = [predictOutputs(booster, rows), predict(rows)]
  expect(theirs).toHaveLength((rows.length / booster.featureCount) * booster.outputCount)
  for (const [i, value] of theirs.entries()) {
    if (!isSameOutput(booster, value, ours[i]!)) expect(ours[i], `output ${i}`).toBe(value)
  }
}
