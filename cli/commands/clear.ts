import { Command } from 'commander'
import { expandHome } from '../../core/home.js'
import type { ClearResult } from '../../tasks/clear.js'
import { count } from '../output.js'
import { runStep, type Step } from '../step.js'

interface ClearFlags {
  /** The CSV file that is to come: better to learn that it is wrong before the old rows are gone. */
  beforeLoad?: string
}

export const clearStep: Step<ClearFlags, ClearResult> = {
  name: 'clear',
  async work({ database, dataset, onWait }, { beforeLoad }) {
    if (beforeLoad !== undefined) {
      const { lookThrough } = await import('../../tasks/readCsv.js')
      await lookThrough(beforeLoad, dataset)
    }
    const { clear } = await import('../../tasks/clear.js')
    return clear(database, onWait)
  },
  describe({ cleared }) {
    const tables = Object.entries(cleared).map(([table, rows]) => `${table} (${count(rows, 'row')})`)
    return [`emptied ${tables.join(', ')}`]
  },
}

export const clearCommand = () =>
  new Command('clear')
    .description('empty the data tables; models, predictions, the record of past runs and what the API has logged stay')
    .option(
      '--before-load <file>',
      'look this CSV file through first, and empty nothing when it is not sound',
      expandHome,
    )
    .action((flags: ClearFlags) => runStep(clearStep, flags))
