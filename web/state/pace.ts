import { computed, effect, signal } from '@preact/signals'
import { loaded } from './model.js'
import { row } from './row.js'

/** Up to so many nodes, what is drawn along a row keeps up with each frame on a slow machine. */
const FAST_NODES = 20_000
/** When a hand has come to rest. */
const REST_MS = 150

/** Whether all that is drawn keeps up with the hand. */
export const isFast = computed(() => {
  const boosters = Object.values(loaded.value?.model?.boosters ?? {})
  return boosters.reduce((nodes, { features }) => nodes + features.length, 0) <= FAST_NODES
})

const restingRow = signal(row.value)

/** The row as it is, or with a large model as it was when the hand last came to rest: for tracks, and for what else takes a while. */
export const settledRow = computed(() => (isFast.value ? row.value : restingRow.value))

/** Follows the row until the returned function is called. */
export const followRow = () =>
  effect(() => {
    const now = row.value
    if (isFast.value) return undefined
    const timer = setTimeout(() => {
      restingRow.value = now
    }, REST_MS)
    return () => clearTimeout(timer)
  })
