import { once } from 'node:events'
import { Command, Option } from 'commander'
import { UserError } from '../../core/errors.js'
import { expandHome } from '../../core/home.js'
import { openSource, sourceName, unreadable } from '../../csv/source.js'
import { noModel } from '../../registry/noModel.js'
import { readPointer } from '../../registry/pointer.js'
import { readPublished } from '../../registry/promote.js'
import { predictCsv } from '../../scoring/predictCsv.js'
import { predictNdjson } from '../../scoring/predictNdjson.js'
import { count, say, startProgress } from '../output.js'
import { openRegistry } from './models/openRegistry.js'

interface Options {
  model?: string
  format?: 'csv' | 'ndjson'
}

export const predictCommand = () =>
  new Command('predict')
    .description('predict the rows of a file: they go to standard output, in the format of the file')
    .argument('<file>', 'the file, a pipe, or - for standard input', expandHome)
    .option('--model <version>', 'by this version; the one in use, if none is named')
    .addOption(
      new Option(
        '--format <format>',
        'ndjson is an object a line; the format goes by the name, if none is named',
      ).choices(['csv', 'ndjson']),
    )
    .action(async (file: string, { model: version, format = formatOf(file) }: Options) => {
      const registry = await openRegistry()
      const { dataset } = registry
      const asked = version ?? (await readPointer(registry.folder))
      if (asked === undefined) throw new UserError('NO_MODEL', noModel(dataset))
      const model = await readPublished(registry, asked)
      const [name, bytes] = [sourceName(file), await openSource(file)]
      const all = format === 'csv' ? predictCsv({ name, bytes }, dataset, model) : predictNdjson(bytes, dataset, model)
      const write = writer()
      const progress = await startProgress()
      const started = performance.now()
      const pace = (rows: number) => count(Math.round((rows / (performance.now() - started)) * 1000), 'row')
      let [rows, faulty] = [0, 0]
      let first: string | undefined
      try {
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
      say('predict', `${count(rows - faulty, 'row')} of ${name} by version ${asked}, ${pace(rows)} a second`)
      if (faulty > 0) say('', `${count(faulty, 'row')} not predicted, as the output says; the first is ${first}`)
    })

const formatOf = (file: string) => (/\.(ndjson|jsonl)$/i.test(file) ? 'ndjson' : 'csv')

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
