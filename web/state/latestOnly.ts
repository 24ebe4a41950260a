/**
 * Work for what changes faster than it can be done: one at a time, and of what comes meanwhile only the latest is done.
 *
 * @param work must not reject
 */
export function latestOnly<Input>(work: (input: Input) => Promise<void>): (input: Input) => Promise<void> {
  let next: { input: Input } | undefined
  let running = false
  return async (input) => {
    next = { input }
    if (running) return
    running = true
    while (next) {
      const { input } = next
      next = undefined
      await work(input)
    }
    running = false
  }
}
