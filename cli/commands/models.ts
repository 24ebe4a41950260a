import { Command, InvalidArgumentError } from 'commander'
import { messageOf, UserError } from '../../core/errors.js'
import { expandHome } from '../../core/home.js'
import { readSettings } from '../../core/settings.js'
import { readBundle, readCurrentVersion } from '../../registry/bundle.js'
import { renderCard } from '../../registry/card.js'
import { exportBundle } from '../../registry/exportBundle.js'
import { lastChangeTo, readHistory } from '../../registry/history.js'
import { promote, readPublished, rollback } from '../../registry/promote.js'
import { prune } from '../../registry/prune.js'
import { listVersions, testAccuracies, type Version, versionNames } from '../../registry/versions.js'
import { number } from '../options.js'
import { count, print, say, sayWaiting } from '../output.js'

/** What is done to models needs the models folder and no database: it is for the hour when things have gone wrong. */
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

const modelsDir = () => readSettings(process.env).MODELS_DIR

const list = () =>
  new Command('list')
    .description('every version, the last published first')
    .option('--json', 'for programs')
    .action(async ({ json }: { json?: true }) => {
      const folder = modelsDir()
      const was = new Set((await readHistory(folder)).map(({ to }) => to))
      const damage = await readCurrentVersion(folder).then(() => undefined, messageOf)
      if (damage) say('models', damage)
      const rows = (await listVersions(folder)).map((it) => summary(it, was))
      if (json) return print(rows)
      if (rows.length === 0) return say('models', `${folder} holds none yet; \`penguins run\` trains one`)
      writeTable(
        ['version', 'state', 'trained', ...Object.keys(rows.find((it) => it.test_accuracy)?.test_accuracy ?? {})],
        rows.map((it) => [
          it.version,
          it.state,
          it.created_at?.slice(0, 16).replace('T', ' ') ?? '',
          ...(it.problem ? [it.problem] : Object.values(it.test_accuracy!).map((value) => value.toFixed(3))),
        ]),
      )
      say('', 'the figures are accuracy on the test rows')
    })

/** A version is current; or retired, if it once was; or kept back; or damaged. */
function summary({ version, current, manifest, problem }: Version, was: Set<string>) {
  if (!manifest) return { version, state: 'damaged', problem }
  const state = current ? 'current' : was.has(version) ? 'retired' : 'kept back'
  return { version, state, created_at: manifest.created_at, test_accuracy: testAccuracies(manifest) }
}

function writeTable(head: string[], rows: string[][]) {
  const widths = head.map((title, i) =>
    Math.max(title.length, ...rows.map((cells) => (i < 3 ? (cells[i]?.length ?? 0) : 0))),
  )
  for (const cells of [head, ...rows]) {
    process.stdout.write(
      `${cells
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
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
      const folder = modelsDir()
      const { manifest } = await readPublished(folder, version ?? (await currentVersion(folder)))
      const last_change = lastChangeTo(await readHistory(folder), manifest.version)
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
      const changes = (await readHistory(modelsDir())).reverse()
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
      const folder = modelsDir()
      const done = await promote(folder, version, why, sayWaiting('promote', folder))
      say(
        'promote',
        done.from === done.to
          ? `${done.to} is in use already`
          : `${done.to} is in use, in place of ${done.from ?? 'none'}`,
      )
      print({ task: 'promote', ...done })
    })

const rollbackCommand = () =>
  new Command('rollback')
    .description('go back to the version that was in use before; again, to the one before that')
    .option('--reason <text>', reason, 'by hand')
    .action(async ({ reason: why }: { reason: string }) => {
      const folder = modelsDir()
      const done = await rollback(folder, why, sayWaiting('rollback', folder))
      for (const passed of done.passed_over) say('rollback', `passed over: ${passed}`)
      say('rollback', `${done.to} is in use, in place of ${done.from ?? 'none'}`)
      print({ task: 'rollback', ...done })
    })

const verify = () =>
  new Command('verify')
    .description('prove bundles: checksums, and the predictions that they must give')
    .argument('[version]', 'all, if none is named')
    .action(async (version: string | undefined) => {
      const folder = modelsDir()
      const versions = version === undefined ? await versionNames(folder) : [version]
      const damaged: Record<string, string> = {}
      for (const it of versions) {
        try {
          await (version === undefined ? readBundle(folder, it) : readPublished(folder, it))
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
      const folder = modelsDir()
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
      const done = await exportBundle(modelsDir(), version, folder)
      say('export', done.folder)
      print({ task: 'export', ...done })
    })

function atLeastOne(text: string): number {
  const value = number(text)
  if (Number.isInteger(value) && value >= 1) return value
  throw new InvalidArgumentError('It must be a whole number, 1 or more.')
}

async function currentVersion(folder: string): Promise<string> {
  const version = await readCurrentVersion(folder)
  if (version !== undefined) return version
  throw new UserError('NO_MODEL', `${folder} holds no model in use yet; run \`penguins run\`, which trains one.`)
}
