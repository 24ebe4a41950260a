/** Takes float32s in their order, and then gives them all back: those of a table may be more than memory holds. */
export interface FloatStore {
  write(values: Float32Array): void
  /** All that were written. Nothing can be written any more. */
  finish(): Float32Array
}

/** Makes a store of so many float32s. */
export type MakeFloatStore = (count: number) => FloatStore

export function storeInMemory(count: number): FloatStore {
  const all = new Float32Array(count)
  let written = 0
  return {
    write(values) {
      all.set(values, written)
      written += values.length
    },
    finish: () => all,
  }
}
