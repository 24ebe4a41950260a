import type { Booster } from './booster.js'
import type { Manifest } from './manifest.js'

/** A model in memory, ready to predict: its card, and a booster for each of its targets, by name. */
export interface Model {
  readonly manifest: Manifest
  readonly boosters: Readonly<Record<string, Booster>>
}
