import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { readBundle } from '../../../registry/bundle.js'
import { registryOf } from '../../../test/datasets.js'
import { nearestByForce } from '../../../test/nearestByForce.js'
import { trainModel } from '../../../test/trainedModel.js'
import type { Model } from '../model.js'
import { nearestChange } from '../nearest.js'
import { predict } from '../predict.js'
import type { Changeable } from './moves.js'

let model: Model
let features: Changeable[]

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nearest-'))
  const { version } = await trainModel(folder)
  model = await readBundle(registryOf(folder), version)
  const steps: Record<string, number> = { flipper_length_mm: 1, body_mass_g: 25 }
  features = model.manifest.features.map((feature) => ({ ...feature, step: steps[feature.name] ?? 0.1 }))
})

const rowOf = (length: number, depth: number, flipper: number, mass: number) => ({
  culmen_length_mm: length,
  culmen_depth_mm: depth,
  flipper_length_mm: flipper,
  body_mass_g: mass,
})

const rows = [
  rowOf(39.1, 18.7, 181, 3750),
  rowOf(46.5, 17.9, 192, 3500),
  rowOf(46.1, 13.2, 211, 4500),
  rowOf(44.1, 18, 210, 4000),
]

test.each(['species', 'sex'])('%s: nothing nearer within the range and the resolution', (target) => {
  for (const row of rows) {
    const result = nearestChange(model, target, row, { features })
    if (result.kind !== 'found') throw new Error(`${result.kind} for ${row.culmen_length_mm}`)
    const labelOf = (values: typeof row) => {
      const prediction = predict(model, [values])[0]!.predictions[target]!
      return 'label' in prediction ? prediction.label : undefined
    }
    const changed = { ...row, ...Object.fromEntries(result.changes.map(({ name, to }) => [name, to])) }
    expect(labelOf(changed)).toBe(result.label)
    // Only rows that cost a little more are looked at too: all of two changes are 100,000.
    const limit = result.cost + 0.01
    const least = nearestByForce(model, target, row, features, 2, (label) => label !== labelOf(row), limit)
    expect(result.cost).toBeCloseTo(least, 9)
    for (const { name, to } of result.changes) {
      const { min, max, step } = features.find((feature) => feature.name === name)!
      expect(to).toBe(Number((Math.round(Number(to) / step!) * step!).toFixed(1)))
      expect(to).toBeGreaterThanOrEqual(min!)
      expect(to).toBeLessThanOrEqual(max!)
    }
  }
})
