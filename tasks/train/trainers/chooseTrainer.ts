import { existsSync } from 'node:fs'
import type { Engine } from '../../../core/engines.js'
import { mlXgboost } from './mlXgboost/mlXgboost.js'
import type { Trainer } from './trainer.js'

/** The engine that trains where none is named. */
export const defaultTrainer: Trainer = mlXgboost

/** Where the image has XGBoost's library. */
const LIBRARY = '/opt/xgboost/xgboost/lib/libxgboost.so'

export interface EngineChoice {
  engine: Engine
  /** XGBoost's library, where it is not in the image's own place. */
  library?: string | undefined
  /** A folder on a disk, for what is larger than memory. */
  scratch: string
}

/**
 * The engine that a person has chosen.
 *
 * @throws UserError XGBOOST_LIBRARY when it is the native one and its library is not there or is none
 */
export async function chooseTrainer({ engine, library, scratch }: EngineChoice): Promise<Trainer> {
  const isNative = engine === 'native' || (engine === 'auto' && (library !== undefined || existsSync(LIBRARY)))
  if (!isNative) return mlXgboost
  const { nativeTrainer } = await import('./native/native.js')
  return nativeTrainer(library ?? LIBRARY, scratch)
}
