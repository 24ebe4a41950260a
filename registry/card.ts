import { type ClassTarget, lossOf, type Manifest, type NumberTarget, type Verdict } from '../core/model/manifest.js'
import { show, showLike } from '../core/numbers.js'
import { table } from './markdown.js'

type Seen = Manifest['features'][number]

/** The card for people; the manifest is the one for programs. */
export const CARD = 'README.md'

/** A model's card in Markdown: what it predicts, from what, how it was trained, how good it is, and why it is or is not current. */
export function renderCard(manifest: Manifest): string {
  const { version, created_at, dataset, features, targets, training, verdict } = manifest
  const { rows, split } = dataset
  const parts = [
    `# Model ${version}`,
    `Predicts ${Object.keys(targets).join(' and ')} of ${dataset.name}. Trained ${created_at} in ${training.duration_ms / 1000} s.`,
    ...madeBy(manifest),
    ...(verdict ? [`**${verdict.says}**`, ...verdictTables(verdict)] : []),
    '## From what',
    table(
      ['feature', 'unit', 'least seen', 'most seen'],
      features.map((it) => [it.name, KINDS[it.kind](it), it.min, it.max]),
    ),
    '## On which data',
    table(
      ['clean rows', 'train', 'test', 'rejected', 'split'],
      [
        [
          rows.clean,
          rows.train,
          rows.test,
          rows.rejected,
          split ? `seed ${split.seed}, test fraction ${split.test_fraction}` : 'unknown',
        ],
      ],
    ),
    `Fingerprint of the rows: \`${dataset.fingerprint}\``,
    '## How trained',
    table(
      ['parameter', 'value'],
      Object.entries(training.parameters).map(([name, value]) => [name, value]),
    ),
    `By ${training.trainer}, seed ${training.seed}${training.trials ? `; the parameters are the best of ${training.trials} tried` : ''}.`,
    ...Object.entries(targets).flatMap(([name, target]) => [
      `## How good: ${name}`,
      `${target.rows.train} rows to train, ${target.rows.test} to test; cross-validation with ${target.metrics.cross_validation.folds} folds${target.rounds ? `, which were best after ${target.rounds} rounds` : ''}.`,
      ...('classes' in target ? classFigures(target) : numberFigures(target)),
      ...importance(
        target,
        features.map((it) => it.name),
      ),
    ]),
  ]
  return `${parts.join('\n\n')}\n`
}

/** The release, and in Airflow the DAG and its run; older bundles do not say it. */
function madeBy({ source }: Manifest): string[] {
  if (!source) return []
  const { program, dag_id, run_id } = source
  return [`Made by penguins ${program}${dag_id ? `, DAG \`${dag_id}\`` : ''}${run_id ? `, run \`${run_id}\`` : ''}.`]
}

/** The figures that a verdict rests on. */
export function verdictTables({ against, targets }: Verdict): string[] {
  const figures = Object.entries(targets)
  const rows = figures.map(([name, it]) => {
    const figure = 'log_loss' in it ? 'log loss' : 'squared error'
    return [
      name,
      figure,
      shown(lossOf(it)),
      shown(it.guessing),
      shown(it.current),
      it.difference && between(it.difference),
    ]
  })
  const recalls = figures.flatMap(([name, it]) =>
    'recall' in it && it.recall
      ? Object.entries(it.recall).map(([label, [before, after]]) => [name, label, show(after!), show(before!)])
      : [],
  )
  const head = [
    'target',
    'figure',
    'this model',
    'guessing',
    against ?? 'the current model',
    'difference, 90 % interval',
  ]
  // Without a champion there is nothing in the last two.
  const width = figures.some(([, { current }]) => current !== undefined) ? head.length : 4
  return [
    table(
      head.slice(0, width),
      rows.map((row) => row.slice(0, width)),
    ),
    ...(recalls.length > 0 ? [table(['target', 'class', 'recall of this model', `of ${against}`], recalls)] : []),
  ]
}

export const between = ({ low, high }: { low: number; high: number }) => `${shown(low)} to ${shown(high)}`

const KINDS: Record<Seen['kind'], (feature: Seen) => string | undefined> = {
  number: ({ unit }) => unit,
  boolean: () => 'yes or no',
  category: ({ categories }) => `one of ${categories?.length}`,
}

export const shown = (value: number | undefined) => (value === undefined ? undefined : showLike(value)(value))

export const spreadOf = ({ mean, sd }: { mean: number; sd: number }) => [mean, sd].map(showLike(mean)).join(' ± ')

function classFigures({ classes, metrics }: ClassTarget): string[] {
  const { cross_validation: cv, test, calibration } = metrics
  return [
    table(
      ['', 'accuracy', 'macro F1', 'log loss'],
      [
        ['cross-validation', spreadOf(cv.accuracy), spreadOf(cv.macro_f1), spreadOf(cv.log_loss)],
        ['test', show(test.accuracy), show(test.macro_f1), show(test.log_loss)],
      ],
    ),
    ...intervalOf('log loss', test.log_loss_interval),
    'Test rows, true class by predicted class:',
    table(
      ['', ...classes, 'precision', 'recall'],
      classes.map((label, c) => [
        label,
        ...test.confusion[c]!,
        show(test.classes[label]!.precision),
        show(test.classes[label]!.recall),
      ]),
    ),
    ...(calibration
      ? [
          'Calibration, test rows by the highest probability:',
          table(
            ['probability', 'rows', 'mean probability', 'share right'],
            calibration.map((bin) => [`${bin.from} to ${bin.to}`, bin.rows, show(bin.probability), show(bin.accuracy)]),
          ),
        ]
      : []),
  ]
}

function numberFigures({ unit, range, metrics }: NumberTarget): string[] {
  const { cross_validation: cv, test } = metrics
  const behind = unit ? `, ${unit}` : ''
  return [
    `In training from ${range.min} to ${range.max}${unit ? ` ${unit}` : ''}, ${shown(range.mean)} in the mean.`,
    table(
      ['', `RMSE${behind}`, `MAE${behind}`, 'R²'],
      [
        ['cross-validation', spreadOf(cv.rmse), spreadOf(cv.mae), spreadOf(cv.r2)],
        ['test', shown(test.rmse), shown(test.mae), show(test.r2)],
      ],
    ),
    ...intervalOf('RMSE', test.rmse_interval),
  ]
}

/** How far chance may have moved a figure. */
const intervalOf = (figure: string, interval: { low: number; high: number } | undefined) =>
  interval ? [`The ${figure} of the test rows has a 90 % interval of ${between(interval)}.`] : []

function importance({ metrics }: ClassTarget | NumberTarget, features: string[]): string[] {
  const { gain_importance: gain, mean_abs_shap: shap } = metrics
  return [
    `What it goes by: share of the gain${shap ? ', and mean absolute SHAP value of each output' : ''}`,
    table(
      ['feature', 'gain', ...Object.keys(shap ?? {})],
      features.map((feature) => [
        feature,
        show(gain[feature]!),
        ...Object.values(shap ?? {}).map((values) => shown(values[feature]!)),
      ]),
    ),
  ]
}
