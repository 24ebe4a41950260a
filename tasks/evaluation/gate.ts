import { classesOf, type Target } from '../../core/dataset/dataset.js'
import type { Booster } from '../../core/model/booster.js'
import { lossOf, type Verdict } from '../../core/model/manifest.js'
import type { Model } from '../../core/model/model.js'
import type { Split } from '../../database/tables.js'
import type { Champion } from '../../registry/admit.js'
import { isSameModel } from '../../registry/versions.js'
import type { Problem } from '../problem.js'
import { classSummary, compareClasses } from './compareClasses.js'
import { compareNumbers, numberSummary } from './compareNumbers.js'

/** What decides whether a new model becomes current: its quality, a person who is shown it, or its maker. */
export const policies = ['unless-worse', 'ask', 'always', 'never'] as const
export type Policy = (typeof policies)[number]

/** Fewer rows that neither model has learned from tell nothing. */
const MIN_ROWS = 10

export interface Challenger {
  targets: readonly ChallengerTarget[]
  /** What the rows are split by. */
  split?: Split | undefined
}

/** One target's booster, and what it is judged by. */
export interface ChallengerTarget {
  target: Target
  booster: Booster
  /** The checksum of its file. */
  sha256: string
  /** The test rows. */
  test: Problem
  /** The test rows that a model of another split has not learned from either. */
  unseen: (split: Split) => Problem
  /** The best answer without looking at a row: the class frequencies of the training rows, or their mean. */
  guess: readonly number[]
}

/** The figures of a comparison, and the model compared with, if any. */
interface Comparison {
  targets: Verdict['targets']
  version?: string
  /** Nobody knows whether that model has learned from these rows. */
  unsure?: boolean
}

/**
 * Judges a challenger against the champion, the current model: both predict the same test rows, now. The challenger is not worse when
 * no target's loss (log loss, or squared error for a number) is worse by more than the tolerance and by more than chance, and no
 * class's recall has collapsed. Small losses must not add up: a challenger that is worse at all must not be worse, in the same sense,
 * than any of the models that led to the champion. Where there is nothing to compare with, it must beat guessing. A model that is the
 * same to the byte does not replace the champion.
 *
 * @param earlier the best of the models that led to the champion
 */
export async function judge(
  challenger: Challenger,
  champion: Champion,
  earlier: AsyncIterable<Model> | Iterable<Model>,
  policy: Policy,
): Promise<Verdict> {
  const current = 'model' in champion ? champion.model : undefined
  const first = current && compare(challenger, current)
  const files = Object.fromEntries(challenger.targets.map(({ target, sha256 }) => [target.name, { sha256 }]))
  const same = current !== undefined && isSameModel(files, current.manifest.targets)
  let decisive = first ?? judgeAlone(challenger)
  const byQuality = policy === 'unless-worse' || policy === 'ask'
  if (byQuality && !same && faultsOf(decisive).length === 0 && !(first && isNoWorse(first))) {
    for await (const model of earlier) {
      const held = compare(challenger, model)
      if (!held || faultsOf(held).length === 0) continue
      decisive = held
      break
    }
  }
  const { targets, version: against, unsure } = decisive
  const faults = faultsOf(decisive)
  const promoted = policy === 'always' || (policy === 'unless-worse' && !same && faults.length === 0)
  return { promoted, says: words(), ...(against && { against }), targets }

  function words() {
    const forced = byQuality ? '' : ` (promotion is set to ${policy})`
    const version = current?.manifest.version
    if (same && !promoted) return `kept ${version}: the new one is the same model, to the byte${forced}`
    const figures = (faults.length > 0 ? faults : summaries(targets)).join(', ')
    const held = against && against !== version ? ` against ${against}, which was in use before` : ''
    const doubt = unsure
      ? ` (on all test rows, though ${against} may have learned from some: a split is not known)`
      : ''
    const alone = 'absent' in champion ? `, ${champion.absent}` : first ? '' : `, ${TOO_FEW}`
    const over = version ? ` over ${version}` : ''
    const kept = version ? `kept ${version}` : 'not promoted'
    const asked = `left for a person to approve${over}${against && faults.length > 0 ? ', though worse' : ''}`
    const outcome = promoted ? `promoted${over}` : policy === 'ask' ? asked : kept
    return `${outcome}${held ? '' : alone}: ${figures}${held}${doubt}${forced}`
  }
}

/**
 * A challenger beside another model, on rows that neither has learned from. With the same split, these are all test rows. Where one
 * of the splits is unknown, all test rows are taken, which can only favour the other model.
 *
 * @returns undefined where such rows are too few
 */
function compare({ targets, split }: Challenger, { manifest, boosters }: Model): Comparison | undefined {
  const its = manifest.dataset.split
  const unsure = !split || !its
  const other = unsure || isSame(split, its) ? undefined : its
  const compared: Verdict['targets'] = {}
  for (const it of targets) {
    const rows = other ? it.unseen(other) : it.test
    if (other && rows.labels.length < MIN_ROWS) return undefined
    compared[it.target.name] = compareTarget(it, boosters[it.target.name], rows)
  }
  return { targets: compared, version: manifest.version, unsure }
}

const judgeAlone = ({ targets }: Challenger): Comparison => ({
  targets: Object.fromEntries(targets.map((it) => [it.target.name, compareTarget(it, undefined, it.test)])),
})

function compareTarget({ target, booster, guess }: ChallengerTarget, champion: Booster | undefined, rows: Problem) {
  const classes = classesOf(target)
  return classes
    ? compareClasses(booster, champion, rows, guess, classes)
    : compareNumbers(booster, champion, rows, guess[0]!)
}

const faultsOf = ({ targets }: Comparison) =>
  Object.entries(targets).flatMap(([name, { fault }]) => (fault ? [`${name} ${fault}`] : []))

const isNoWorse = ({ targets }: Comparison) =>
  Object.values(targets).every((verdict) => verdict.current !== undefined && lossOf(verdict) <= verdict.current)

const summaries = (targets: Verdict['targets']) =>
  Object.entries(targets).map(
    ([name, verdict]) => `${name} ${'log_loss' in verdict ? classSummary(verdict) : numberSummary(verdict)}`,
  )

const isSame = (a: Split, b: Split) => a.seed === b.seed && a.test_fraction === b.test_fraction

const TOO_FEW = 'judged alone since that one was trained by another split and has learned from nearly all test rows'
