/** Values to try, by name. */
export type Axes = Record<string, readonly number[]>

/** Every combination of the values; those of the last name change fastest. */
export function points(axes: Axes): Record<string, number>[] {
  const [axis, ...rest] = Object.entries(axes)
  if (!axis) return [{}]
  const [name, values] = axis
  return values.flatMap((value) => points(Object.fromEntries(rest)).map((point) => ({ [name]: value, ...point })))
}
