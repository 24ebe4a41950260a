import { listed } from '../../core/dataset/wording.js'
import type { MonitorResult } from './result.js'

/** Siddiqi's rule: from here on a column has changed a little, and from here on much. */
const LITTLE = 0.1
const MUCH = 0.25

/** So large a share of values that training never saw is worth a look. */
const OUTSIDE = 0.05

/** What is named in a sentence; the result has all. */
const MOST_NAMED = 3

/** Judges what was found: in one word, and in a sentence that says why. */
export function judge(found: Omit<MonitorResult, 'status' | 'says'>): Pick<MonitorResult, 'status' | 'says'> {
  const { version, rows, min_rows, days, features, targets, has_profile } = found
  const when = `the last ${days === 1 ? 'day' : `${days} days`}`
  const worse = Object.entries(targets).flatMap(([name, { live }]) =>
    live?.is_worse
      ? [`${name} ${shown(live.score)} on ${live.rows} rows with true labels, ${shown(live.test)} on the test rows`]
      : [],
  )
  const moved = [
    ...Object.entries(features).map(([name, it]) => ({ ...it, name })),
    ...Object.entries(targets).map(([name, it]) => ({ ...it, name: `the predictions of ${name}`, outside: 0 })),
  ].sort((a, b) => (b.psi ?? 0) - (a.psi ?? 0))
  const beyond = (limit: number) =>
    moved.filter(({ psi = 0, psi_by_chance = 0 }) => psi >= limit && psi > psi_by_chance)
  const named = (all: typeof moved) =>
    listed(
      all.map(({ name, psi }) => `${name} (PSI ${psi!.toFixed(2)})`),
      MOST_NAMED,
    )
  const [much, little] = [beyond(MUCH), beyond(LITTLE)]
  const outside = moved.filter((it) => it.outside >= OUTSIDE)

  if (worse.length > 0) {
    return {
      status: 'retrain',
      says: `Retrain: ${version} predicts worse than on its test rows: ${listed(worse, MOST_NAMED, '; ')}.`,
    }
  }
  if (rows < min_rows) {
    return {
      status: 'unknown',
      says: `Too few rows to tell: ${rows} of ${version} were logged in ${when}, and ${min_rows} are needed.`,
    }
  }
  if (much.length > 0) {
    return {
      status: 'retrain',
      says: `Retrain: ${named(much)} of ${when} ${are(much)} far from what ${version} learned from.`,
    }
  }
  if (little.length > 0) {
    return {
      status: 'watch',
      says: `No need to retrain yet: ${named(little)} of ${when} ${are(little)} somewhat off what ${version} learned from.`,
    }
  }
  if (outside.length > 0) {
    const which = listed(
      outside.map(({ name, outside }) => `${name} (${(outside * 100).toFixed(0)} %)`),
      MOST_NAMED,
    )
    return {
      status: 'watch',
      says: `No need to retrain yet: many values of ${when} lie outside what ${version} saw in training: ${which}.`,
    }
  }
  if (!has_profile) {
    return {
      status: 'unknown',
      says: `Nobody can tell: the bundle of ${version} does not say how its rows were spread (the setting PROFILE was none); train with PROFILE=counts or rows.`,
    }
  }
  const highest = moved[0]!
  return {
    status: 'stable',
    says: `No need to retrain: the ${rows} rows of ${when} are like those that ${version} learned from (the highest PSI is ${highest.psi?.toFixed(2)}, of ${highest.name}).`,
  }
}

const are = ({ length }: unknown[]) => (length === 1 ? 'is' : 'are')

const shown = (score: number) => String(Number(score.toPrecision(3)))
