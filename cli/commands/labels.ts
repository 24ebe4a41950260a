import { Command } from 'commander'
import { expandHome } from '../../core/home.js'
import { tablesOf } from '../../database/tables.js'
import type { LabelsResult } from '../../tasks/monitor/loadLabels.js'
import { count } from '../output.js'
import { runStep, type Step } from '../step.js'
import { withLog } from '../withLog.js'

const labelsStep: Step<{ file: string }, LabelsResult> = {
  name: 'labels',
  async work(context, { file }) {
    const { loadLabels } = await import('../../tasks/monitor/loadLabels.js')
    return withLog(context, (log) => loadLabels(log, file))
  },
  describe({ file, labels, unknown, first_unknown }, dataset) {
    const { trueLabels, predictionLog } = tablesOf(dataset)
    const lines = [`${count(labels, 'label')} from ${file} into ${trueLabels.name}`]
    if (unknown > 0) {
      const belong = unknown === 1 ? 'belongs' : 'belong'
      const which = `${count(unknown, 'label')} there ${belong} to no row of ${predictionLog.name}`
      lines.push(`${which}, the first by request_id is ${JSON.stringify(first_unknown)}`)
    }
    return lines
  },
}

export const labelsCommand = () =>
  new Command('labels')
    .description('load what logged rows turned out to be: `monitor` then says how good the predictions were')
    .argument('<file>', 'a CSV file, a pipe, or - for standard input, with request_id and targets', expandHome)
    .action((file: string) => runStep(labelsStep, { file }))
