/** Shows numbers for people with the decimals that this one needs for three digits: 0.0123, 12.3, 12300. */
export function showLike(scale: number): (value: number) => string {
  const magnitude = scale === 0 ? 0 : Math.floor(Math.log10(Math.abs(scale)))
  const decimals = Math.min(20, Math.max(0, 2 - magnitude))
  return (value) => value.toFixed(decimals)
}
