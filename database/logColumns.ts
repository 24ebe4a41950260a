import type { Dataset } from '../core/dataset/dataset.js'
import { foldName, MAX_FIELD_NAME } from '../core/dataset/names.js'

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
  const taken = new Set(features.map(({ name }) => foldName(name)))
  const free = (wanted: string) => {
    for (let i = 1; ; i++) {
      const end = i === 1 ? '' : `_${i}`
      const name = `${[...wanted]
        .slice(0, MAX_FIELD_NAME - end.length)
        .join('')
        .trimEnd()}${end}`
      if (taken.has(foldName(name))) continue
      taken.add(foldName(name))
      return name
    }
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
