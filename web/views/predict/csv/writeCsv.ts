import { classText, freeName, lineWriter, numberText } from '../../../../core/dataset/csvText.js'
import type { Predicted } from './predictFile.js'

/**
 * The file as it was, in its own order and style, with columns behind: for each target the prediction and, of classes, its probability;
 * and where rows were not predicted, why. Values are not changed, so a text that a spreadsheet would take for a formula stays one: what
 * goes in comes out.
 */
export function writeCsv({ table, job, answers, faults, signsOf }: Predicted): string {
  const { header, records, style } = table
  const width = records.reduce((most, record) => Math.max(most, record.length), header.length)
  const pad = (record: readonly string[]) => [...record, ...Array<string>(width - record.length).fill('')]
  const number = [...job.features, ...job.targets].find(({ kind }) => kind === 'number')
  const columns = job.targets.flatMap((target) => {
    const { said, probability } = answers[target.name]!
    // A class has no decimal sign of its own: its probability has that of the file's numbers.
    const { decimalChar } = signsOf(target.kind === 'number' ? target : (number ?? target))
    const label = (row: number) => {
      const it = said[row] ?? ''
      return typeof it === 'number' ? numberText(it, decimalChar) : it && classText(target, it)
    }
    const sure = (row: number) => (said[row] === undefined ? '' : numberText(probability[row]!, decimalChar))
    const prediction = { name: `predicted_${target.name}`, text: label }
    return target.kind === 'number' ? [prediction] : [prediction, { name: `probability_${target.name}`, text: sure }]
  })
  if (faults.some((it) => it.length > 0)) {
    columns.push({ name: 'not_predicted', text: (row) => faults[row]!.map(({ says }) => says).join('; ') })
  }
  const names = columns.map(({ name }) => freeName(name, header))
  const line = lineWriter(style.delimiter)
  const lines = records.map((record, row) => line([...pad(record), ...columns.map(({ text }) => text(row))]))
  const told = style.separatorLine === undefined ? [] : [style.separatorLine]
  return `${style.bom ? '\ufeff' : ''}${[...told, line([...pad(header), ...names]), ...lines, ''].join(style.lineEnd)}`
}
