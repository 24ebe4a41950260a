import type { Booster } from './booster.js'

/**
 * Where the boosters' answers can change along each of the model's columns: at every threshold the value itself belongs to the upper side.
 *
 * @param boosters all of the same columns
 * @returns for each column its distinct thresholds, ascending; empty for a column that no tree looks at
 */
export function thresholdsOf(boosters: Iterable<Booster>): Float32Array[] {
  const found: Set<number>[] = []
  for (const { featureCount, features, values } of boosters) {
    while (found.length < featureCount) found.push(new Set())
    for (let node = 0; node < features.length; node++) {
      if (features[node]! >= 0) found[features[node]!]!.add(values[node]!)
    }
  }
  return found.map((thresholds) => Float32Array.from(thresholds).sort())
}
