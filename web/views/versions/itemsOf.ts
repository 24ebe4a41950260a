import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { Manifest } from '../../../core/model/manifest.js'
import { count, figure, listed, percent, value } from '../../words.js'
import { PARAMETERS } from '../model/parameters.js'
import type { Group, Item } from './differences.js'

/** The words for a version's fields: those of the data set, where it knows them. */
export interface Words {
  readonly features: readonly FieldCard[]
  readonly targets: readonly FieldCard[]
}

/** All of a card that tells one version from another, in words. */
export function itemsOf({ training, dataset, targets, features, source }: Manifest, words: Words): Item[] {
  const titleOf = (name: string) => [...words.features, ...words.targets].find((it) => it.name === name)?.title ?? name
  const { rows, split } = dataset
  return [
    ...in_('Parameters', [
      ...Object.entries(training.parameters).map(([name, value]) => [PARAMETERS[name] ?? name, String(value)] as const),
      ['Seed', String(training.seed)],
      ['Parameters tried', training.trials === undefined ? 'one choice' : `${count(training.trials)} choices`],
    ]),
    ...in_(
      'Figures on the test rows',
      Object.entries(targets).flatMap(([name, it]) => figuresOf(titleOf(name), it)),
    ),
    ...in_('Rows', [
      ['To train', count(rows.train)],
      ['To test', count(rows.test)],
      ['Rejected', count(rows.rejected)],
      ['Fingerprint of the rows', dataset.fingerprint.slice(0, 12)],
      ...(split ? [['Split', `${percent(split.test_fraction)} to test, seed ${split.seed}`] as const] : []),
    ]),
    ...in_('Features', [
      ['Names', listed(features.map(({ name }) => titleOf(name)))],
      ...features.flatMap(({ name, min, max, unit, categories }): Said[] => {
        if (categories) return [[`${titleOf(name)}: categories`, listed(categories)]]
        if (min === undefined || max === undefined) return []
        return [[`${titleOf(name)}: seen in training`, `${min} to ${max}${unit ? ` ${unit}` : ''}`]]
      }),
    ]),
    ...in_('Made by', [
      ['Trainer', training.trainer],
      ...(source ? [['Program', source.program] as const] : []),
      ...(source?.dag_id ? [['DAG', source.dag_id] as const] : []),
      ...(source?.run_id ? [['Run', source.run_id] as const] : []),
    ]),
  ]
}

type Said = readonly [name: string, says: string]

const in_ = (group: Group, items: readonly Said[]): Item[] => items.map(([name, says]) => ({ group, name, says }))

function figuresOf(title: string, target: Manifest['targets'][string]): Said[] {
  if ('classes' in target) {
    const { test, cross_validation: cv } = target.metrics
    return [
      [`${title}: log loss`, withInterval(test.log_loss, test.log_loss_interval)],
      [`${title}: accuracy`, percent(test.accuracy)],
      [`${title}: macro F1, the mean over the classes`, figure(test.macro_f1)],
      [`${title}: log loss in cross-validation`, figure(cv.log_loss.mean)],
      [`${title}: classes`, listed(target.classes)],
    ]
  }
  const { test, cross_validation: cv } = target.metrics
  const unit = target.unit ? ` ${target.unit}` : ''
  return [
    [`${title}: root mean squared error`, `${withInterval(test.rmse, test.rmse_interval, size)}${unit}`],
    [`${title}: mean absolute error`, `${size(test.mae)}${unit}`],
    [`${title}: R²`, figure(test.r2)],
    [`${title}: root mean squared error in cross-validation`, `${size(cv.rmse.mean)}${unit}`],
  ]
}

/** An error in the target's unit has as many digits as its size asks for. */
const size = (error: number) => value({}, error)

const withInterval = (
  it: number,
  interval: { low: number; high: number } | undefined,
  write: (figure: number) => string = figure,
) => (interval ? `${write(it)} (${write(interval.low)} to ${write(interval.high)})` : write(it))
