import { setImmediate } from 'node:timers/promises'

let last: Promise<unknown> = Promise.resolve()

/** Waits for a turn of the event loop that no other long work has: what is short comes in between, however much long work there is. */
export function turn(): Promise<unknown> {
  last = last.then(() => setImmediate())
  return last
}
