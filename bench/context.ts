import type { Dataset } from '../core/dataset/dataset.js'

/** What each part of the benchmark works with. */
export interface Bench {
  /** The reference data set. */
  dataset: Dataset
  /** A folder for what the benchmark makes. */
  folder: string
  /** Where our pipeline publishes, and where the peers do. */
  modelsDir: string
  peerModelsDir: string
  /** The peers' Python, where there is one. */
  python: string | undefined
  /** DATABASE_URL, where it names MySQL. */
  mysqlUrl: string | undefined
  /** Whether a minute must do: fewer turns, fewer rows. */
  isShort: boolean
}

/** The same database by SQLAlchemy's name. */
export const peerMysql = (url: string) => url.replace('mysql://', 'mysql+pymysql://')
