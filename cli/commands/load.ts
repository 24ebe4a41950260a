import { Command } from 'commander'
import { expandHome } from '../../core/home.js'
import { isPipe, sourceName } from '../../csv/source.js'
import { tablesOf } from '../../database/tables.js'
import type { LoadResult } from '../../tasks/load.js'
import { count, say } from '../output.js'
import { runStep, type Step } from '../step.js'

export const loadStep: Step<{ file?: string | undefined }, LoadResult> = {
  name: 'load',
  async work({ database, dataset, onWait }, { file = dataset.file }) {
    const { load } = await import('../../tasks/load.js')
    if (await isPipe(file)) say('load', `reading ${sourceName(file)} to its end`)
    return load(database, file, onWait)
  },
  describe({ file, rows }, dataset) {
    return [`${count(rows, 'row')} from ${sourceName(file)} into ${tablesOf(dataset).raw.name}`]
  },
}

export const loadCommand = () =>
  new Command('load')
    .description('put a CSV file into the raw table as it stands, in place of what was there')
    .argument('[file]', "the file, a pipe, or - for standard input; the definition's, if none is named", expandHome)
    .action((file?: string) => runStep(loadStep, { file }))
