import type { Booster } from './booster.js'
import type { Model } from './model.js'
import { predictOutputs } from './scores.js'

/** How far our probabilities may be from the expected ones: the float32 rounding of `exp`. */
const PROBABILITY_TOLERANCE = 1e-6

/** Of values: some units in the last place of float32, as large as they are at the largest number that was added up. */
const VALUE_TOLERANCE = 2e-6

/** Whether an output is the expected one, up to float32 rounding. */
export function isSameOutput({ objective, baseMargins }: Booster, expected: number, found: number): boolean {
  if (objective !== 'reg:squarederror') return Math.abs(expected - found) <= PROBABILITY_TOLERANCE
  const size = Math.max(Math.abs(expected), Math.abs(baseMargins[0]!))
  return Math.abs(expected - found) <= VALUE_TOLERANCE * size
}

/** Whether the model predicts for its golden rows what its manifest says. */
export function isProved({ manifest, boosters }: Model): boolean {
  const rows = Float32Array.from(manifest.golden.flatMap(({ features }) => features.map((it) => it ?? Number.NaN)))
  return Object.entries(boosters).every(([name, booster]) => {
    if (rows.length !== manifest.golden.length * booster.featureCount) return false
    const expected = manifest.golden.flatMap((row) => row.expected[name] ?? [])
    const found = predictOutputs(booster, rows)
    return expected.length === found.length && expected.every((value, i) => isSameOutput(booster, value, found[i]!))
  })
}
