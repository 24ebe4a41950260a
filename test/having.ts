type KeysOf<T> = T extends unknown ? keyof T : never

/** A target's part of a result or a card, of the kind that has this key: the test knows whether it has classes or is a number. */
export function having<T extends object, K extends KeysOf<T>>(
  value: T | undefined,
  key: K,
): Extract<T, Record<K, unknown>> {
  if (value && key in value) return value as Extract<T, Record<K, unknown>>
  throw new Error(`${JSON.stringify(value)} has no ${String(key)}`)
}
