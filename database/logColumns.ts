import type { Dataset } from '../core/dataset/dataset.js'
import { freeColumnName } from '../core/dataset/names.js'

/** What the columns of the prediction log are called: a feature's has its name, and the others take one that is left. */
export interface LogColumns {
  id: string
  /** When the row was predicted, in UTC. */
  time: string
  requestId: string
  /** The row's place in its batch, from 0. */
  row: string
  version: string
  /** In the data set's order; a number has no probability. */
  targets: { predicted: string; probability?: string }[]
}

export function logColumns({ features, targets }: Dataset): LogColumns {
  const taken = features.map(({ name }) => name)
  const free = (wanted: string) => {
    const name = freeColumnName(wanted, taken)
    taken.push(name)
    return name
  }
  return {
    id: free('id'),
    time: free('request_time'),
    requestId: free('request_id'),
    row: free('request_row'),
    version: free('model_version'),
    targets: targets.map(({ name, kind }) => ({
      predicted: free(`predicted_${name}`),
      ...(kind !== 'number' && { probability: free(`probability_${name}`) }),
    })),
  }
}
