import type { Manifest } from '../core/model/manifest.js'
import { type Change, lastChangeTo } from '../registry/history.js'
import { testAccuracies, type Version } from '../registry/versions.js'
import type { VersionSummary } from './schemas/version.js'

/** A version as the list shows it: its figures on the test rows, its verdict, and when it came into use. */
export function versionSummary(
  { version, current, manifest, problem }: Version,
  history: readonly Change[],
): VersionSummary {
  const at = lastChangeTo(history, version)?.at
  const base = { version, current, ...(at !== undefined && { in_use_from: at }) }
  if (!manifest) return { ...base, ...(problem !== undefined && { problem }) }
  const { created_at, verdict, source } = manifest
  return {
    ...base,
    created_at,
    ...filled('test_accuracy', testAccuracies(manifest)),
    ...estimatesOf(manifest),
    ...(verdict && { verdict: { promoted: verdict.promoted, says: verdict.says } }),
    ...(source && { source }),
  }
}

function estimatesOf({ targets }: Manifest) {
  const log_loss: NonNullable<VersionSummary['log_loss']> = {}
  const rmse: NonNullable<VersionSummary['rmse']> = {}
  for (const [name, { metrics }] of Object.entries(targets)) {
    const { test } = metrics
    if ('log_loss' in test) log_loss[name] = { value: test.log_loss, ...test.log_loss_interval }
    else rmse[name] = { value: test.rmse, ...test.rmse_interval }
  }
  return { ...filled('log_loss', log_loss), ...filled('rmse', rmse) }
}

/** Without the key where it would hold nothing. */
const filled = <Key extends string, Value>(key: Key, values: Record<string, Value>) =>
  (Object.keys(values).length > 0 ? { [key]: values } : {}) as { [K in Key]?: Record<string, Value> }
