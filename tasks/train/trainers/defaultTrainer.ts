import { mlXgboost } from './mlXgboost/mlXgboost.js'
import type { Trainer } from './trainer.js'

/** The engine that trains: another one takes its place here. */
export const defaultTrainer: Trainer = mlXgboost
