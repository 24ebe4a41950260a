import type { Manifest } from '../core/model/manifest.js'

/** The card for people; the manifest is the one for programs. */
export const CARD = 'README.md'

/** A model's card in Markdown: what it predicts, from what, how it was trained, how good it is, and why it is or is not current. */
export function renderCard(manifest: Manifest): string {
  const { version, created_at, dataset, features, targets, training, verdict } = manifest
  const { rows, split } = dataset
  const parts = [
    `# Model ${version}`,
    `Predicts ${Object.keys(targets).join(' and ')} of ${dataset.name}. Trained ${created_at} in ${training.duration_ms / 1000} s.`,
    ...(verdict ? [`**${verdict.says}**`] : []),
    '## From what',
    table(
      ['feature', 'unit', 'least seen', 'most seen'],
      features.map((it) => [it.name, it.unit, it.min, it.max]),
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
    ...Object.entries(targets).flatMap(([name, target]) =>
      renderTarget(
        name,
        target,
        features.map((it) => it.name),
      ),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

function renderTarget(
  name: string,
  { classes, rows, metrics }: Manifest['targets'][string],
  features: string[],
): string[] {
  const { cross_validation: cv, test, calibration, gain_importance: gain, mean_abs_shap: shap } = metrics
  const spread = ({ mean, sd }: { mean: number; sd: number }) => `${show(mean)} ± ${show(sd)}`
  return [
    `## How good: ${name}`,
    `${rows.train} rows to train, ${rows.test} to test; cross-validation with ${cv.folds} folds.`,
    table(
      ['', 'accuracy', 'macro F1', 'log loss'],
      [
        ['cross-validation', spread(cv.accuracy), spread(cv.macro_f1), spread(cv.log_loss)],
        ['test', show(test.accuracy), show(test.macro_f1), show(test.log_loss)],
      ],
    ),
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
    `What it goes by: share of the gain${shap ? ', and mean absolute SHAP value of each class' : ''}`,
    table(
      ['feature', 'gain', ...Object.keys(shap ?? {})],
      features.map((feature) => [
        feature,
        show(gain[feature]!),
        ...Object.values(shap ?? {}).map((values) => show(values[feature]!)),
      ]),
    ),
  ]
}

function table(head: string[], rows: (string | number)[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const show = (value: number) => value.toFixed(3)
