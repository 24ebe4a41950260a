import { encodeRows } from '../../../core/model/encode.js'
import type { Model } from '../../../core/model/model.js'
import type { Sample } from '../../../core/model/profile.js'
import { predictOutputs } from '../../../core/model/scores.js'
import { indexOfMax } from '../../../core/numbers.js'
import { sampleRow } from '../../state/sample.js'

/** A row that came with the model: what it is, and what the model says. */
export interface Example {
  index: number
  truth: string | undefined
  said: string
  probability: number
}

export interface Examples {
  /** Of each class, a row that the model is neither most nor least sure of, among those that it gets right. */
  typical: Example[]
  /** Those that it is least sure of, the least sure first. */
  unsure: Example[]
  /** Test rows that it gets wrong, the surest first: these errors surprise most. */
  wrong: Example[]
}

/**
 * Rows worth a look, of a target with classes.
 *
 * @param most how many of the unsure, and of the wrong
 */
export function examplesOf(
  model: Model,
  sample: Sample,
  target: string,
  classes: readonly string[],
  most: number,
): Examples {
  const rows = sample.lines.map((_, index) => sampleRow(sample, index, model.manifest.features))
  const outputs = predictOutputs(model.boosters[target]!, encodeRows(model.manifest.features, rows))
  const all = rows.map((_, index): Example => {
    const own = outputs.subarray(index * classes.length, (index + 1) * classes.length)
    const best = indexOfMax(own)
    const truth = sample.values[target]?.[index] ?? undefined
    return {
      index,
      truth: truth === undefined ? undefined : String(truth),
      said: classes[best]!,
      probability: own[best]!,
    }
  })
  const leastSure = all.toSorted((a, b) => a.probability - b.probability)
  const right = leastSure.filter(({ truth, said }) => truth === said)
  return {
    typical: classes.flatMap((label) => {
      const own = right.filter(({ said }) => said === label)
      return own.length > 0 ? [own[own.length >> 1]!] : []
    }),
    unsure: leastSure.slice(0, most),
    wrong: leastSure
      .filter(({ index, truth, said }) => sample.split[index] === 'test' && truth !== undefined && truth !== said)
      .reverse()
      .slice(0, most),
  }
}

/** The same of a number: `truth` and `said` are values. */
export interface NumberExample {
  index: number
  truth: number
  said: number
}

/**
 * Rows worth a look, of a target that is a number.
 *
 * @param most how many of the test rows that it is furthest off
 * @returns the lowest, the middle and the highest value; and the test rows furthest off, the furthest first
 */
export function numberExamplesOf(model: Model, sample: Sample, target: string, most: number) {
  const rows = sample.lines.map((_, index) => sampleRow(sample, index, model.manifest.features))
  const outputs = predictOutputs(model.boosters[target]!, encodeRows(model.manifest.features, rows))
  const known = rows.flatMap((_, index): NumberExample[] => {
    const truth = sample.values[target]?.[index]
    return typeof truth === 'number' ? [{ index, truth, said: outputs[index]! }] : []
  })
  const sorted = known.toSorted((a, b) => a.truth - b.truth)
  const off = ({ truth, said }: NumberExample) => Math.abs(truth - said)
  return {
    spread: [...new Set([sorted[0], sorted[sorted.length >> 1], sorted.at(-1)])].filter((it) => it !== undefined),
    furthest: known
      .filter(({ index }) => sample.split[index] === 'test')
      .sort((a, b) => off(b) - off(a))
      .slice(0, most),
  }
}
