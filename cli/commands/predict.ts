import { once } from 'node:events'
import { Command, Option } from 'commander'
import { expandHome } from '../../core/home.js'
import { openSource, sourceName, unreadable } from '../../csv/source.js'
import { predictCsv } from '../../scoring/predictCsv.js'
import { predictNdjson } from '../../scoring/predictNdjson.js'
import { count, say, startProgress } from '../output.js'
import { runStep } from '../step.js'
import { openModel } from './models/openModel.js'
import { openRegistry } from './models/openRegistry.js'
import { type Format, type PredictFlags, predictTableStep } from './predictTable.js'

export const predictCommand = () =>
  new Command('predict')
    .description(
      'predict the rows of a file: they go to standard output, in the format of the file, or into the database',
    )
    .argument(
      '[file]',
      'the file, a pipe, or - for standard input; with --table the clean rows, if none is named',
      expandHome,
    )
    .option('--table', 'into the table of predictions, in place of what was there')
    .option('--model <version>', 'by this version; the one in use, if none is named')
    .addOption(
      new Option(
        '--format <format>',
        'ndjson is an object a line; the format goes by the name, if none is named',
      ).choices(['csv', 'ndjson']),
    )
    .action((file: string | undefined, { table, ...flags }: PredictFlags & { table?: true }, command: Command) => {
      const { model, format = formatOf(file) } = flags
      if (table) return runStep(predictTableStep, { file, model, format })
      if (file === undefined) command.error('error: name a file, or give --table to predict the clean rows')
      return predictFile(file, model, format)
    })

async function predictFile(file: string, version: string | undefined, format: Format) {
  const registry = await openRegistry()
  const { dataset } = registry
  const model = await openModel(registry, version)
  const name = sourceName(file)
  const write = writer()
  const progress = await startProgress()
  const started = performance.now()
  const pace = (rows: number) => count(Math.round((rows / (performance.now() - started)) * 1000), 'row')
  let [rows, faulty] = [0, 0]
  let first: string | undefined
  try {
    // Read at once: a stream that fails while nobody reads it ends the process.
    const bytes = await openSource(file)
    const all = format === 'csv' ? predictCsv({ name, bytes }, dataset, model) : predictNdjson(bytes, dataset, model)
    for await (const scored of all) {
      if (!(await write(scored.text))) return
      rows += scored.rows
      faulty += scored.faulty
      first ??= scored.fault
      progress.show(`${count(rows, 'row')}, ${pace(rows)} a second`)
    }
  } catch (error) {
    throw unreadable(file, error)
  } finally {
    progress.stop()
  }
  say(
    'predict',
    `${count(rows - faulty, 'row')} of ${name} by version ${model.manifest.version}, ${pace(rows)} a second`,
  )
  if (faulty > 0) say('', `${count(faulty, 'row')} not predicted, as the output says; the first is ${first}`)
}

const formatOf = (file = ''): Format => (/\.(ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'csv')

/** Writes to standard output no faster than it is read. False when nobody reads it any more, as after `head`. */
function writer() {
  const { stdout } = process
  let isRead = true
  stdout.once('error', () => {
    isRead = false
  })
  return async (text: string) => {
    if (isRead && !stdout.write(text)) await once(stdout, 'drain').catch(() => {})
    return isRead
  }
}
