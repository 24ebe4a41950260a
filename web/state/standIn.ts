import { computed, type ReadonlySignal } from '@preact/signals'
import { bisectRight } from 'd3-array'
import { encodeRows, type FeatureValues } from '../../core/model/encode.js'
import { thresholdsOf } from '../../core/model/thresholds.js'
import { loaded } from './model.js'

/*
 * Trees ask only whether a value is below a threshold. While a row crosses none, all that the model says stays as it is, and nothing of it
 * is made or drawn again.
 */

const thresholds = computed(() => thresholdsOf(Object.values(loaded.value?.model?.boosters ?? {})))

/** A row of which the model says the same, to the last digit. It changes only when the row crosses a threshold, or with the model. */
export function standIn(row: ReadonlySignal<FeatureValues>): ReadonlySignal<FeatureValues> {
  let held: { row: FeatureValues; cell: string; of: unknown } | undefined
  return computed(() => {
    const of = thresholds.value
    const cell = cellOf(row.value)
    if (held?.of !== of || held.cell !== cell) held = { row: row.value, cell, of }
    return held.row
  })
}

/** Between which thresholds a row lies, column by column. */
function cellOf(row: FeatureValues): string {
  const encoded = encodeRows(loaded.value?.manifest.features ?? [], [row])
  return thresholds.value.map((all, i) => (Number.isNaN(encoded[i]!) ? '' : bisectRight(all, encoded[i]!))).join()
}
