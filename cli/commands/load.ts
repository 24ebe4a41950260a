import { Command } from 'commander'
import { dataset } from '../../core/dataset.js'
import { expandHome } from '../../core/home.js'
import { isPipe, sourceName } from '../../tasks/csv/source.js'
import type { LoadResult } from '../../tasks/load.js'
import { count, say } from '../output.js'
import { runStep, type Step } from '../step.js'

export const loadStep: Step<{ file: string }, LoadResult> = {
  name: 'load',
  async work({ database, onWait }, { file }) {
    const { load } = await import('../../tasks/load.js')
    if (await isPipe(file)) say('load', `reading ${sourceName(file)} to its end`)
    return load(database, file, onWait)
  },
  describe: ({ file, rows }) => [`${count(rows, 'row')} from ${sourceName(file)} into penguins_raw`],
}

export const loadCommand = () =>
  new Command('load')
    .description('put a CSV file into penguins_raw as it stands, in place of what was there')
    .argument('[file]', 'the file, a pipe, or - for standard input', expandHome, dataset.file)
    .action((file: string) => runStep(loadStep, { file }))
