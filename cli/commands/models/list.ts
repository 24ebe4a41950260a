import { Command } from 'commander'
import { messageOf } from '../../../core/errors.js'
import { show, showLike } from '../../../core/numbers.js'
import { readHistory } from '../../../registry/history.js'
import { readPointer } from '../../../registry/pointer.js'
import { listVersions, testAccuracies, testErrors, type Version } from '../../../registry/versions.js'
import { print, say } from '../../output.js'
import { openRegistry } from './openRegistry.js'

export const listCommand = () =>
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
  if (accuracy !== undefined) return show(accuracy)
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
