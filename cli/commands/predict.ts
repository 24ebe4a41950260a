import { once } from 'node:events'
import { Command } from 'commander'
import { UserError } from '../../core/errors.js'
import { expandHome } from '../../core/home.js'
import { openSource, sourceName, unreadable } from '../../csv/source.js'
import { noModel } from '../../registry/noModel.js'
import { readPointer } from '../../registry/pointer.js'
import { readPublished } from '../../registry/promote.js'
import { predictCsv } from '../../scoring/predictCsv.js'
import { count, say, startProgress } from '../output.js'
import { openRegistry } from './models/openRegistry.js'

export const predictCommand = () =>
  new Command('predict')
    .description('predict the rows of a CSV file: they go to standard output, with the predictions behind them')
    .argument('<file>', 'the file, a pipe, or - for standard input', expandHome)
    .option('--model <version>', 'by this version; the one in use, if none is named')
    .action(async (file: string, { model: version }: { model?: string }) => {
      const registry = await openRegistry()
      const asked = version ?? (await readPointer(registry.folder))
      if (asked === undefined) throw new UserError('NO_MODEL', noModel(registry.dataset))
      const model = await readPublished(registry, asked)
      const name = sourceName(file)
      const source = {
        bytes: await openSource(file),
        name,
        streamFault: (it: unknown) => unreadable(file, it),
        andThen: '',
      }
      const write = writer()
      const progress = await startProgress()
      const started = performance.now()
      const pace = (rows: number) => count(Math.round((rows / (performance.now() - started)) * 1000), 'row')
      let [rows, faulty] = [0, 0]
      let first: string | undefined
      try {
        for await (const scored of predictCsv(source, registry.dataset, model)) {
          if (!(await write(scored.text))) return
          rows += scored.rows
          faulty += scored.faulty
          first ??= scored.fault
          progress.show(`${count(rows, 'row')}, ${pace(rows)} a second`)
        }
      } finally {
        progress.stop()
      }
      say('predict', `${count(rows - faulty, 'row')} of ${name} by version ${asked}, ${pace(rows)} a second`)
      if (faulty > 0) say('', `${count(faulty, 'row')} not predicted, as not_predicted says; the first is ${first}`)
    })

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
