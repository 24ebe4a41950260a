import { Command } from 'commander'
import { tablesOf } from '../../database/tables.js'
import type { PreprocessOptions, PreprocessResult } from '../../tasks/preprocess.js'
import { preprocessDefaults } from '../../tasks/preprocess.js'
import { ofOption, option, seed, share } from '../options.js'
import { count } from '../output.js'
import { runStep, type Step } from '../step.js'

/** How many columns are listed with what they lack. */
const MOST_LISTED = 10

export const preprocessStep: Step<PreprocessOptions, PreprocessResult> = {
  name: 'preprocess',
  async work({ database, onWait }, options) {
    const { preprocess } = await import('../../tasks/preprocess.js')
    return preprocess(database, options, onWait)
  },
  describe({ raw, clean, train, test, rejected, reasons, examples, unlabeled }, dataset) {
    // What is missing needs no example.
    const example = (reason: string) => (reason.startsWith('missing') ? '' : `, as on ${examples[reason]}`)
    const why = Object.entries(reasons).map(([reason, rows]) => `${rows} ${reason}${example(reason)}`)
    const lines = [`${clean} of ${count(raw, 'row')} are clean: ${train} to train, ${test} to test`]
    if (rejected > 0) lines.push(`${rejected} rejected: ${why.join(', ')}; see ${tablesOf(dataset).rejected.name}`)
    const lacking = Object.entries(unlabeled).filter(([, { missing, unknown }]) => missing + unknown > 0)
    for (const [name, { missing, unknown }] of lacking.slice(0, MOST_LISTED)) {
      lines.push(`${missing + unknown} kept without ${name}: ${missing} missing, ${unknown} unknown`)
    }
    const more = lacking.length - MOST_LISTED
    if (more > 0) lines.push(`others lack values too: ${count(more, 'column')}`)
    return lines
  },
}

export const preprocessCommand = () =>
  new Command('preprocess')
    .description('judge the raw rows: typed ones into the clean table, refused ones with the reason beside it')
    .addOption(option('--seed <n>', 'another seed gives another split', seed, preprocessDefaults.seed))
    .addOption(
      option('--test-fraction <share>', 'rows that training never sees', share, preprocessDefaults.testFraction),
    )
    .addOption(ofOption())
    .action((options: PreprocessOptions) => runStep(preprocessStep, options))
