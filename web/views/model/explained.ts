import { signal } from '@preact/signals'
import { type Explanation, explain } from '../../../core/model/explain.js'
import type { Model } from '../../../core/model/model.js'
import type { KeptRow } from './judge.js'

/** So many rows show how a feature's contributions are spread; more take longer and show no more. */
const MOST_ROWS = 500

/** How long to explain before the page may do something else, where the browser does not say. */
const CHUNK_MS = 8

/** A row with why the model says of it what it says. */
export interface Explained extends KeptRow {
  explanation: Explanation
}

/** The explained rows of a model, or why there are none; undefined until they are ready. */
export const explained = signal<{ model: Model; rows: readonly Explained[]; problem?: string }>()

/**
 * Explains a spread of the rows while the page has nothing else to do.
 *
 * @returns what stops it
 */
export function explainInIdleTime(model: Model, rows: readonly KeptRow[]): () => void {
  if (explained.value?.model === model) return () => {}
  const count = Math.min(rows.length, MOST_ROWS)
  const chosen = Array.from({ length: count }, (_, i) => rows[Math.floor((i * rows.length) / count)]!)
  const done: Explained[] = []
  let stopped = false
  const work = (deadline?: IdleDeadline) => {
    const end = performance.now() + Math.max(2, deadline?.timeRemaining() ?? CHUNK_MS)
    try {
      while (!stopped && done.length < count && performance.now() < end) {
        const row = chosen[done.length]!
        done.push({ ...row, explanation: explain(model, row.values) })
      }
    } catch (error) {
      explained.value = { model, rows: [], problem: error instanceof Error ? error.message : String(error) }
      return
    }
    if (stopped) return
    if (done.length < count) later(work)
    else explained.value = { model, rows: done }
  }
  later(work)
  return () => {
    stopped = true
  }
}

/** Safari has no requestIdleCallback. */
const later = (work: (deadline?: IdleDeadline) => void) =>
  'requestIdleCallback' in globalThis ? requestIdleCallback(work) : setTimeout(work)
