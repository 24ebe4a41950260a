import { batch, computed, effect, signal } from '@preact/signals'
import type { FeatureValues } from '../../core/model/encode.js'
import { loaded } from './model.js'
import { row, setValues } from './row.js'

/*
 * How all that is drawn keeps up with a hand that drags: the prediction and the map first, the rest as soon as there is time.
 */

/** So long may a row take, of a frame's 16 ms: the browser has work of its own. Of a slower one, bars, reasons and tracks come a frame later. */
const FRAME_MS = 10

/** The row of the frame before, while the rest is still about that one. */
const behind = signal<FeatureValues>()

export const isBehind = computed(() => behind.value !== undefined)

/** The row that bars, reasons and tracks are about: the one in hand, or on a slow machine, while it is dragged, the one of the frame before. */
export const followingRow = computed(() => behind.value ?? row.value)

let moved: FeatureValues | undefined
let isMoving = false
/** How long the slowest of the last rows took, of which so much is kept with each row: most rows change little, and the next may change all. */
let slowestMs = 0
const KEPT = 0.95

/** Sets some of the row's values while they are dragged: however many events come, once a frame. */
export async function moveValues(values: FeatureValues) {
  moved = { ...moved, ...values }
  if (isMoving) return
  isMoving = true
  while (moved) {
    const isSlow = slowestMs > FRAME_MS
    let tookMs = await inFrame(() => {
      behind.value = isSlow ? row.value : undefined
      setValues(moved!)
      moved = undefined
    })
    if (isSlow) {
      tookMs += await inFrame(() => {
        behind.value = undefined
      })
    }
    slowestMs = Math.max(tookMs, slowestMs * KEPT)
  }
  isMoving = false
}

const { port1, port2 } = new MessageChannel()

/** Does something in the next frame. Gives how long that took until it was painted: a message comes just after. */
const inFrame = (change: () => void) =>
  new Promise<number>((resolve) =>
    requestAnimationFrame(() => {
      const began = performance.now()
      port1.onmessage = () => resolve(performance.now() - began)
      // First: a fault in what is drawn must not stop the next row.
      port2.postMessage(undefined)
      batch(change)
    }),
  )

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

/** The same, or with a large model the row as it was when the hand last came to rest: for tracks, and for what else takes a while. */
export const settledRow = computed(() => (isFast.value ? followingRow.value : restingRow.value))

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
