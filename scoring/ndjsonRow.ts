import { isUtf8 } from 'node:buffer'
import type { Dataset } from '../core/dataset/dataset.js'
import { rowFault } from '../core/dataset/rowFault.js'
import type { FeatureValues } from '../core/model/encode.js'
import type { Line } from './lines.js'
import { MAX_ROW_BYTES } from './scored.js'

/** What to predict of a line, or why it can't be, with what is there as far as it is JSON; undefined for an empty line. */
export function ndjsonRow(
  line: Line,
  dataset: Dataset,
): { values: FeatureValues } | { fault: string; given?: unknown } | undefined {
  if (!line) return { fault: `it is longer than ${MAX_ROW_BYTES >> 20} MiB` }
  if (!isUtf8(line)) return { fault: 'there are bytes that are not UTF-8 text' }
  const text = line.toString().trim()
  if (text === '') return undefined
  try {
    const given: unknown = JSON.parse(text)
    const fault = rowFault(dataset, given)
    return fault === undefined ? { values: given as FeatureValues } : { fault, given }
  } catch {
    return { fault: 'it is no JSON' }
  }
}
