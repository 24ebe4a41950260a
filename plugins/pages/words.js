/*
 * How the page writes numbers and names.
 */

/** "1,234". */
export const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',')

/** "1 row", "1,234 rows". */
export const counted = (number, noun) => `${count(number)} ${noun}${number === 1 ? '' : 's'}`

/** A share: "98.6 %"; never 100 % of what is only nearly all. */
export function percent(share) {
  if (share > 0.9995 && share < 1) return '> 99.9 %'
  if (share > 0 && share < 0.0005) return '< 0.1 %'
  return `${(share * 100).toFixed(1)} %`
}

/** A share with its spread: "98.6 ± 3.3 %". */
export const percentWithSpread = (mean, spread) => `${(mean * 100).toFixed(1)} ± ${(spread * 100).toFixed(1)} %`

/** Three decimals: a log loss, a score between 0 and 1. */
export const score = (value) => value.toFixed(3)

/** Writes numbers with as many decimals as `scale` needs for three digits: 0.0123, 12.3, 12,300; or 1.23e-9. */
export function like(scale) {
  const magnitude = scale === 0 ? 0 : Math.floor(Math.log10(Math.abs(scale)))
  if (magnitude < -4 || magnitude > 8) return (value) => value.toExponential(2)
  const [decimals, whole] = [Math.max(0, 2 - magnitude), magnitude >= 3]
  return (value) => (whole ? count(Math.round(value)) : value.toFixed(decimals))
}

/** "0.6 s", "2 min 5 s", "1 h 4 min". */
export function duration(seconds) {
  if (seconds < 0.1) return 'less than 0.1 s'
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** "18:14:36", in the reader's time zone. */
export const clock = (date) => new Date(date).toTimeString().slice(0, 8)

/** "28 Nov 2026, 18:14", in the reader's time zone. */
export const dateTime = (date) => new Date(date).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** "a, b and c". */
export function listed(items) {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** "Verdict of the gate." from "verdict of the gate". */
export const sentence = (text) => `${capital(text)}${/[.!?]$/.test(text) ? '' : '.'}`

export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1)

/** Words of a key or a column that nobody has given a title: "Body mass g". */
export const words = (key) => capital(key.replaceAll('_', ' ').trim())

/** The training parameters; XGBoost's own names are in the page of the model. */
export const PARAMETERS = {
  num_round: 'Rounds',
  max_depth: 'Depth',
  eta: 'Learning rate',
  subsample: 'Share of the rows for each tree',
  colsample_bytree: 'Share of the features for each tree',
  min_child_weight: 'Least weight of a leaf',
  gamma: 'Least gain of a split',
  lambda: 'L2 regularisation',
  alpha: 'L1 regularisation',
}

export const parameterName = (key) => PARAMETERS[key] ?? words(key)
