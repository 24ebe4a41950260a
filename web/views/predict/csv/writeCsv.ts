import { addedNames, addedTexts, freeName, lineWriter, NOT_PREDICTED } from '../../../../core/dataset/csvText.js'
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
  const answersOf = job.targets.map((target) => {
    const { said, probability } = answers[target.name]!
    // A class has no decimal sign of its own: its probability has that of the file's numbers.
    const { decimalChar } = signsOf(target.kind === 'number' ? target : (number ?? target))
    return (row: number) => addedTexts(target, said[row], probability[row]!, decimalChar)
  })
  const isFaulty = faults.some((it) => it.length > 0)
  const faultOf = (row: number) => (isFaulty ? [faults[row]!.map(({ says }) => says).join('; ')] : [])
  const added = [...job.targets.flatMap(addedNames), ...(isFaulty ? [NOT_PREDICTED] : [])]
  const names = added.map((name) => freeName(name, header))
  const line = lineWriter(style.delimiter)
  const lines = records.map((record, row) =>
    line([...pad(record), ...answersOf.flatMap((it) => it(row)), ...faultOf(row)]),
  )
  const told = style.separatorLine === undefined ? [] : [style.separatorLine]
  return `${style.bom ? '\ufeff' : ''}${[...told, line([...pad(header), ...names]), ...lines, ''].join(style.lineEnd)}`
}
