import { sum } from '../../core/numbers.js'

/** What has no row counts as so much of all, since nothing has a logarithm. */
const LEAST = 1e-4

/**
 * The population stability index of counts over bins: how far `served` has moved from `trained`. It is 0 where their shares are equal; by
 * the usual rule below 0.1 is no change, and above 0.25 a large one (Siddiqi 2006, Credit Risk Scorecards, chapter 9).
 */
export function psi(trained: readonly number[], served: readonly number[]): number {
  const [before, now] = [sharesOf(trained), sharesOf(served)]
  return sum(before.map((share, i) => (now[i]! - share) * Math.log(now[i]! / share)))
}

function sharesOf(counts: readonly number[]): number[] {
  const all = sum(counts)
  return counts.map((count) => Math.max(count / all, LEAST))
}

/** The normal distribution's 99 % quantile. */
const Z = 2.326

/**
 * What chance alone makes of the index, where nothing has changed: 99 times in 100 it is no higher. The index of two samples is about
 * 1/n + 1/m times chi squared of one degree less than there are bins (Yurdakul 2018, Statistical Properties of Population Stability Index).
 */
export function psiByChance(trained: readonly number[], served: readonly number[]): number {
  const degrees = trained.filter((count, i) => count + served[i]! > 0).length - 1
  if (degrees < 1) return 0
  // The quantile by Wilson and Hilferty (1931).
  const part = 2 / (9 * degrees)
  const quantile = degrees * (1 - part + Z * Math.sqrt(part)) ** 3
  return quantile * (1 / sum(trained) + 1 / sum(served))
}
