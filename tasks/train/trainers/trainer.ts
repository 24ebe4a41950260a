import type { MakeFloatStore } from '../../floatStore.js'
import type { Problem } from '../../problem.js'
import type { Parameters } from '../parameters.js'

/**
 * An engine that trains boosters. What it makes is XGBoost's JSON model format, whatever the engine's own is. `contract.ts` holds the
 * tests that every engine passes; each has a folder beside this file, and `chooseTrainer.ts` names them.
 */
export interface Trainer {
  /** Its name and version, for the model card. */
  readonly name: string
  /** Where the values of a table are kept; in memory, where it is left out. */
  readonly store?: MakeFloatStore

  /**
   * Trains a booster: softmax over classes, logistic where there are two, squared error for a number. Equal problem and options
   * give equal JSON, byte for byte.
   *
   * @throws RangeError when the problem is malformed; UserError PARAMETERS when these parameters give no model
   */
  fit(problem: Problem, options: FitOptions): Promise<Fit>
}

export interface FitOptions {
  parameters: Parameters
  seed: number
  /** The names of the model's columns, in order. */
  columns: readonly string[]
  /** 1 for each row to learn from; all are, where it is left out. What a copy of them would take is saved where the engine can. */
  rows?: Uint8Array | undefined
  /** Called after each round with the number of rounds done. */
  onRound?: (round: number) => void
}

/** A trained booster, still in the engine's memory. `free` it, once. */
export interface Fit {
  /** In XGBoost's JSON model format, which version 1.0 and all later ones open. */
  readonly json: string
  /** The engine's own prediction of rows, to compare ours with: for each row a probability for each class, or one value. */
  predict(rows: Float32Array): Float32Array
  free(): void
}
