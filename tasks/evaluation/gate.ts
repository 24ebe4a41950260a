import { dataset, type TargetName } from '../../core/dataset.js'
import type { Booster } from '../../core/model/booster.js'
import type { Verdict } from '../../core/model/manifest.js'
import type { Model } from '../../registry/bundle.js'
import { isSameModel } from '../../registry/versions.js'
import type { Split } from '../database/tables.js'
import type { Problem } from '../train/problem.js'
import { compareTarget, show, TOLERANCE } from './compareTarget.js'

/** What decides whether a new model becomes current: its quality, or its maker. */
export const policies = ['unless-worse', 'always', 'never'] as const
export type Policy = (typeof policies)[number]

/** Fewer rows than these, that neither model has learned from, tell nothing. */
const MIN_ROWS = 10

export interface Challenger {
  boosters: Record<TargetName, Booster>
  /** What the rows are split by. */
  split?: Split | undefined
  /** The checksum of each target's file. */
  files: Record<string, { sha256: string }>
}

/** What there is to compare with: the current model, or why there is none to. */
export type Champion = { model: Model } | { absent: string }

/** The test rows of one target, and how frequent each class is in training. */
export interface TestRows {
  all: Problem
  /** Those that a model of another split has not learned from either. */
  unseen: (split: Split) => Problem
  frequencies: readonly number[]
}

/** The figures of a comparison, and with which model where there is one. */
interface Comparison {
  targets: Verdict['targets']
  version?: string
  /** Nobody knows whether that model has learned from these rows. */
  unsure?: boolean
}

/**
 * Judges a challenger against the current model: both predict the same test rows, now. It is not worse when no target's log loss
 * is worse by more than the tolerance and by more than chance (a paired bootstrap: Efron and Tibshirani 1993, chapter 16), and no
 * class's recall has fallen off a cliff. Small losses must not add up: one that is worse at all must not be worse, in the same
 * sense, than any of the models that led to the current one. Where nothing can be compared, it must beat guessing too. What is
 * the same to the byte is no other model, and the current one stays.
 *
 * @param earlier the best of the models that led to the current one
 */
export async function judge(
  challenger: Challenger,
  champion: Champion,
  earlier: AsyncIterable<Model> | Iterable<Model>,
  tests: Record<TargetName, TestRows>,
  policy: Policy,
): Promise<Verdict> {
  const current = 'model' in champion ? champion.model : undefined
  const first = current && compare(challenger, current, tests)
  const same = current !== undefined && isSameModel(challenger.files, current.manifest.targets)
  let decisive = first ?? judgeAlone(challenger, tests)
  if (policy === 'unless-worse' && !same && faultsOf(decisive).length === 0 && !(first && isNoWorse(first))) {
    for await (const model of earlier) {
      const held = compare(challenger, model, tests)
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
    const forced = policy === 'unless-worse' ? '' : ` (promotion is set to ${policy})`
    const version = current?.manifest.version
    if (same && !promoted) return `kept ${version}: the new one is the same model, to the byte${forced}`
    const figures = faults.length > 0 ? faults.join(', ') : summary(targets)
    const held = against && against !== version ? ` against ${against}, which was in use before` : ''
    const doubt = unsure
      ? ` (on all test rows, though ${against} may have learned from some: a split is not known)`
      : ''
    const alone = 'absent' in champion ? `, ${champion.absent}` : first ? '' : `, ${TOO_FEW}`
    const outcome = promoted
      ? `promoted${version ? ` over ${version}` : ''}`
      : version
        ? `kept ${version}`
        : 'not promoted'
    return `${outcome}${held ? '' : alone}: ${figures}${held}${doubt}${forced}`
  }
}

/**
 * A challenger beside another model, on rows that neither has learned from. By one split, they are all test rows; where it is not
 * known what either was split by, all are taken, which can only favour the other one.
 *
 * @returns undefined where such rows are too few
 */
function compare(
  { boosters, split }: Challenger,
  { manifest, boosters: theirs }: Model,
  tests: Record<TargetName, TestRows>,
): Comparison | undefined {
  const its = manifest.dataset.split
  const unsure = !split || !its
  const other = unsure || isSame(split, its) ? undefined : its
  const targets: Verdict['targets'] = {}
  for (const { name, labels } of dataset.targets) {
    const rows = other ? tests[name].unseen(other) : tests[name].all
    if (other && rows.labels.length < MIN_ROWS) return undefined
    targets[name] = compareTarget(boosters[name], theirs[name], rows, tests[name].frequencies, labels)
  }
  return { targets, version: manifest.version, unsure }
}

function judgeAlone({ boosters }: Challenger, tests: Record<TargetName, TestRows>): Comparison {
  const judged = dataset.targets.map(({ name, labels }) => {
    const { all, frequencies } = tests[name]
    return [name, compareTarget(boosters[name], undefined, all, frequencies, labels)]
  })
  return { targets: Object.fromEntries(judged) }
}

const faultsOf = ({ targets }: Comparison) =>
  Object.entries(targets).flatMap(([name, { fault }]) => (fault ? [`${name} ${fault}`] : []))

const isNoWorse = ({ targets }: Comparison) =>
  Object.values(targets).every(({ log_loss, current }) => log_loss <= current!)

const isSame = (a: Split, b: Split) => a.seed === b.seed && a.test_fraction === b.test_fraction

const TOO_FEW = 'judged alone since that one was trained by another split and has learned from nearly all test rows'

function summary(targets: Verdict['targets']): string {
  const figures = Object.entries(targets).map(([name, { log_loss, current, difference }]) => {
    if (current === undefined) return `${name} log loss ${show(log_loss)}`
    const change = `${name} log loss ${show(current)} → ${show(log_loss)}`
    if (log_loss <= current) return change
    return `${change} (worse, ${difference!.mean > TOLERANCE ? 'but it may be chance' : `within the tolerance of ${TOLERANCE}`})`
  })
  return figures.join(', ')
}
