import { Command, InvalidArgumentError } from 'commander'
import { readDataset } from '../../core/dataset/readDataset.js'
import { messageOf, UserError } from '../../core/errors.js'
import { expandHome } from '../../core/home.js'
import { show as shortly, showLike } from '../../core/numbers.js'
import { readSettings } from '../../core/settings.js'
import { readBundle } from '../../registry/bundle.js'
import { renderCard } from '../../registry/card.js'
import { exportBundle } from '../../registry/exportBundle.js'
import { lastChangeTo, readHistory } from '../../registry/history.js'
import { noModel } from '../../registry/noModel.js'
import { readPointer } from '../../registry/pointer.js'
import { type Promotion, promote, readPublished } from '../../registry/promote.js'
import { prune } from '../../registry/prune.js'
import type { Registry } from '../../registry/registry.js'
import { rollback } from '../../registry/rollback.js'
import { listVersions, testAccuracies, testErrors, type Version, versionNames } from '../../registry/versions.js'
import { number } from '../options.js'
import { count, print, say, sayWaiting } from '../output.js'

/** These commands need the models folder and no database: they are for the hour when things have gone wrong. */
export const modelsCommand = () =>
  new Command('models')
    .description('the published models: list them, look at one, choose the one in use')
    .addCommand(list())
    .addCommand(show())
    .addCommand(history())
    .addCommand(promoteCommand())
    .addCommand(rollbackCommand())
    .addCommand(verify())
    .addCommand(pruneCommand())
    .addCommand(exportCommand())

async function openRegistry(): Promise<Registry> {
  const { MODELS_DIR, DATASET } = readSettings(process.env)
  return { folder: MODELS_DIR, dataset: await readDataset(DATASET) }
}

const list = () =>
  new Command('list')
    .description('every version, the last published first')
    .option('--json', 'for programs')
    .action(async ({ json }: { json?: true }) => {
      const registry = await openRegistry()
      const { folder } = registry
      const was = new Set((await readHistory(folder)).map(({ to }) => to))
      const damage = await readPointer(folder).then(() => undefined, messageOf)
      if (damage) say('models', damage)
      const rows = (await listVersions(registry)).map((it) => summary(it, was))
      if (json) return print(rows)
      if (rows.length === 0) return say('models', `${folder} holds none yet; \`penguins run\` trains one`)
      const names = registry.dataset.targets.map(({ name }) => name)
      writeTable(
        ['version', 'state', 'trained', ...names, 'why'],
        rows.map((it) => [
          it.version,
          it.state,
          it.created_at?.slice(0, 16).replace('T', ' ') ?? '',
          ...names.map((name) => figureOf(it, name)),
          it.why ?? '',
        ]),
      )
      say('', FIGURES)
    })

const FIGURES =
  'the figures are of the test rows: accuracy, or of a number RMSE; `penguins models show VERSION` has all'

interface Summary {
  version: string
  state: 'current' | 'retired' | 'kept back' | 'other data' | 'damaged'
  created_at?: string
  test_accuracy?: Record<string, number>
  test_rmse?: Record<string, number>
  /** The verdict, or what is wrong with it. */
  why?: string | undefined
}

/** A version is current; or retired, if it once was; or kept back; or of another data set's definition; or damaged. */
function summary({ version, current, manifest, problem, otherDefinition }: Version, was: Set<string>): Summary {
  if (!manifest) return { version, state: otherDefinition ? 'other data' : 'damaged', why: problem }
  const state = current ? 'current' : was.has(version) ? 'retired' : 'kept back'
  const { created_at, verdict } = manifest
  const rmse = testErrors(manifest)
  return {
    version,
    state,
    created_at,
    test_accuracy: testAccuracies(manifest),
    ...(Object.keys(rmse).length > 0 && { test_rmse: rmse }),
    why: verdict?.says,
  }
}

function figureOf({ test_accuracy, test_rmse }: Summary, name: string): string {
  const accuracy = test_accuracy?.[name]
  const rmse = test_rmse?.[name]
  if (accuracy !== undefined) return shortly(accuracy)
  return rmse === undefined ? '' : showLike(rmse)(rmse)
}

function writeTable(head: string[], rows: string[][]) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((cells) => cells[i]?.length ?? 0)))
  for (const cells of [head, ...rows]) {
    process.stdout.write(
      `${cells
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd()}\n`,
    )
  }
}

const show = () =>
  new Command('show')
    .description('the card of a version: all that is known of it')
    .argument('[version]', 'the one in use, if none is named')
    .option('--json', 'for programs')
    .action(async (version: string | undefined, { json }: { json?: true }) => {
      const registry = await openRegistry()
      const { manifest } = await readPublished(registry, version ?? (await currentVersion(registry)))
      const last_change = lastChangeTo(await readHistory(registry.folder), manifest.version)
      if (json) return print({ ...manifest, last_change })
      process.stdout.write(renderCard(manifest))
      const { at, action, why } = last_change ?? {}
      process.stdout.write(`\n## How it came into use\n\n${at ? `${at}, by ${action}: ${why}` : 'It never did.'}\n`)
    })

const history = () =>
  new Command('history')
    .description('every change of the model in use, the newest first')
    .option('--json', 'for programs')
    .action(async ({ json }: { json?: true }) => {
      const changes = (await readHistory(readSettings(process.env).MODELS_DIR)).reverse()
      if (json) return print(changes)
      if (changes.length === 0) return say('models', 'no model has been in use yet')
      for (const { at, from, to, action, why } of changes) {
        process.stdout.write(
          `${at.slice(0, 19).replace('T', ' ')}  ${action.padEnd(8)}  ${from ?? 'none'} → ${to}  ${why}\n`,
        )
      }
    })

const reason = 'for the history'

const promoteCommand = () =>
  new Command('promote')
    .description('take a version into use, once it has been proved')
    .argument('<version>')
    .option('--reason <text>', reason, 'by hand')
    .action(async (version: string, { reason: why }: { reason: string }) => {
      const registry = await openRegistry()
      const done = await promote(registry, version, why, sayWaiting('promote', registry.folder))
      sayMoved('promote', done)
      print({ task: 'promote', ...done })
    })

const rollbackCommand = () =>
  new Command('rollback')
    .description('go back to the version that was in use before; again, to the one before that')
    .argument('[version]', 'go back to this one; an empty text is as good as none')
    .option('--reason <text>', reason, 'by hand')
    .action(async (version: string | undefined, { reason: why }: { reason: string }) => {
      const registry = await openRegistry()
      const done = await rollback(registry, why, version || undefined, sayWaiting('rollback', registry.folder))
      for (const passed of done.passed_over) say('rollback', `passed over: ${passed}`)
      sayMoved('rollback', done)
      print({ task: 'rollback', ...done })
    })

const sayMoved = (label: string, { from, to }: Promotion) =>
  say(label, from === to ? `${to} is in use already` : `${to} is in use, in place of ${from ?? 'none'}`)

const verify = () =>
  new Command('verify')
    .description('prove bundles: checksums, and the predictions that they must give')
    .argument('[version]', 'all, if none is named')
    .action(async (version: string | undefined) => {
      const registry = await openRegistry()
      const versions = version === undefined ? await versionNames(registry.folder) : [version]
      const damaged: Record<string, string> = {}
      for (const it of versions) {
        try {
          await (version === undefined ? readBundle(registry, it) : readPublished(registry, it))
          say('verify', `✓ ${it} is sound`)
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          damaged[it] = messageOf(error)
          say('verify', `✗ ${messageOf(error)}`)
        }
      }
      print({ task: 'verify', sound: versions.length - Object.keys(damaged).length, damaged })
      if (Object.keys(damaged).length > 0) process.exitCode = 1
    })

const pruneCommand = () =>
  new Command('prune')
    .description('remove old versions; never the one in use')
    .requiredOption('--keep <n>', 'how many of the last published stay', atLeastOne)
    .action(async ({ keep }: { keep: number }) => {
      const folder = readSettings(process.env).MODELS_DIR
      const done = await prune(folder, keep, sayWaiting('prune', folder))
      say('prune', `removed ${count(done.removed.length, 'version')}, kept ${done.kept.length}`)
      print({ task: 'prune', ...done })
    })

const exportCommand = () =>
  new Command('export')
    .description('copy a bundle, proved, into another folder')
    .argument('<version>')
    .argument('<folder>', 'where to', expandHome)
    .action(async (version: string, folder: string) => {
      const done = await exportBundle(await openRegistry(), version, folder)
      say('export', done.folder)
      print({ task: 'export', ...done })
    })

function atLeastOne(text: string): number {
  const value = number(text)
  if (Number.isInteger(value) && value >= 1) return value
  throw new InvalidArgumentError('It must be a whole number, 1 or more.')
}

async function currentVersion({ folder, dataset }: Registry): Promise<string> {
  const version = await readPointer(folder)
  if (version !== undefined) return version
  throw new UserError('NO_MODEL', noModel(dataset))
}
