import type { Manifest } from '../../../core/model/manifest.js'

/**
 * The most important first: by the mean of |SHAP| over the outputs, or in older bundles by gain, as a share of the target's sum, over all
 * targets.
 */
export function byImportance<Named extends { name: string }>(
  features: readonly Named[],
  { targets }: Pick<Manifest, 'targets'>,
): Named[] {
  const total: Record<string, number> = {}
  for (const { metrics } of Object.values(targets)) {
    const outputs = metrics.mean_abs_shap ? Object.values(metrics.mean_abs_shap) : [metrics.gain_importance]
    const all = outputs.flatMap((output) => Object.values(output)).reduce((sum, value) => sum + value, 0) || 1
    for (const output of outputs) {
      for (const [name, value] of Object.entries(output)) total[name] = (total[name] ?? 0) + value / all
    }
  }
  return features.toSorted((a, b) => (total[b.name] ?? 0) - (total[a.name] ?? 0))
}
