import type { ClassDrift, FeatureDrift, NumberDrift } from './drift.js'
import type { Live } from './live.js'

/** Whether to retrain: nobody can tell, no, not yet, or yes. */
export type Status = 'unknown' | 'stable' | 'watch' | 'retrain'

export type TargetDrift = (ClassDrift | NumberDrift) & {
  /** How good the predictions were, where true labels have arrived. */
  live?: Live
}

export interface MonitorResult {
  version: string
  /** Whether to retrain, in a word and in a sentence. */
  status: Status
  says: string
  days: number
  /** Rows that were looked at: all of the window, or an even sample of very many. */
  rows: number
  min_rows: number
  /** The share of rows with a value that training never saw the like of. */
  outside: number
  /** Whether the bundle says how its rows were spread. */
  has_profile: boolean
  /** By name; none of no rows. */
  features: Record<string, FeatureDrift>
  targets: Record<string, TargetDrift>
}
