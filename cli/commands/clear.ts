import { Command } from 'commander'
import type { ClearResult } from '../../tasks/clear.js'
import { count } from '../output.js'
import { runStep, type Step } from '../step.js'

export const clearStep: Step<void, ClearResult> = {
  name: 'clear',
  async work({ database, onWait }) {
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
    .description('empty the data tables; models and the record of past runs stay')
    .action(() => runStep(clearStep, undefined))
