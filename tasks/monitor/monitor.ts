import { UserError } from '../../core/errors.js'
import { brief } from '../../core/numbers.js'
import { hasTable } from '../../database/checkTables.js'
import type { Database } from '../../database/database.js'
import { logColumns } from '../../database/logColumns.js'
import { sqlTime } from '../../database/sqlTime.js'
import { readBundle } from '../../registry/bundle.js'
import { noModel } from '../../registry/noModel.js'
import { readPointer } from '../../registry/pointer.js'
import { readProfile } from '../../registry/readProfile.js'
import type { Registry } from '../../registry/registry.js'
import { binsOf } from './bins.js'
import { tallyClasses, tallyFeature, tallyNumbers, testPredictions } from './drift.js'
import { liveScore } from './live.js'
import type { MonitorResult, TargetDrift } from './result.js'
import { servedRows } from './servedRows.js'
import { judge } from './verdict.js'

export interface MonitorOptions {
  /** Rows of so many days are looked at. */
  days: number
  /** Of fewer nothing is said. */
  minRows: number
}

export const monitorDefaults: MonitorOptions = { days: 7, minRows: 200 }

/**
 * Compares what the model in use was asked and answered, by the prediction log, with what it learned from, by its bundle; and, where true
 * labels have arrived, how good it is with how good it was on the test rows.
 *
 * @param log the database with the prediction log
 * @throws UserError NO_MODEL, or NO_LOG when nothing was ever logged
 */
export async function monitor(
  log: Database,
  registry: Registry,
  { days, minRows }: MonitorOptions = monitorDefaults,
): Promise<MonitorResult> {
  const { db, dataset, tables } = log
  const version = await readPointer(registry.folder)
  if (version === undefined) throw new UserError('NO_MODEL', noModel(dataset))
  const model = await readBundle(registry, version)
  const { manifest } = model
  const profile = await readProfile(registry, manifest)
  if (!(await hasTable(log, tables.predictionLog))) throw noLog(log)

  const names = logColumns(dataset)
  const since = sqlTime(new Date(Date.now() - days * 86_400_000))
  const window = { version, since }
  const features = manifest.features.map((feature) => {
    const column = profile?.columns[feature.name]
    const bins = column && binsOf(column, profile.sample?.values[feature.name])
    return { name: feature.name, ...tallyFeature(feature, bins) }
  })
  const targets = dataset.targets.map((target, i) => {
    const made = manifest.targets[target.name]!
    const tally =
      'classes' in made ? tallyClasses(made) : tallyNumbers(profile && testPredictions(model, profile, target))
    return { target, made, predicted: names.targets[i]!.predicted, ...tally }
  })
  let [rows, outside] = [0, 0]
  for await (const page of servedRows(db, tables.predictionLog, names, window)) {
    for (const row of page) {
      rows++
      if (features.some((it) => it.isOutside(row[it.name]!))) outside++
      for (const feature of features) feature.add(row[feature.name]!)
      for (const { add, predicted } of targets) add(row[predicted]!)
    }
  }
  const found = {
    version,
    days,
    rows,
    min_rows: minRows,
    outside: rows === 0 ? 0 : brief(outside / rows),
    has_profile: profile !== undefined,
    features: rows === 0 ? {} : Object.fromEntries(features.map(({ name, result }) => [name, result()])),
    targets: {} as Record<string, TargetDrift>,
  }
  if (rows > 0) {
    const isLabelled = await hasTable(log, tables.trueLabels)
    for (const { target, made, predicted, result } of targets) {
      const live = isLabelled && (await liveScore(db, tables, { names, window }, target, made, predicted))
      found.targets[target.name] = { ...result(), ...(live && { live }) }
    }
  }
  return { ...found, ...judge(found) }
}

/** What to say where nothing was ever logged. */
export const noLog = ({ where, tables }: Database) =>
  new UserError(
    'NO_LOG',
    `There is no ${tables.predictionLog.name} in ${where}: start the API with PREDICTION_LOG set to that database's URL, and it logs what it predicts.`,
  )
