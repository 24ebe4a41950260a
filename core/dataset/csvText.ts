import type { FieldCard } from './datasetCard.js'

/*
 * How predictions are written into a CSV file, in the file's own way.
 */

/** A number's text with the file's decimal sign. */
export const withDecimalChar = (text: string, decimalChar = '.') =>
  decimalChar === '.' ? text : text.replace('.', decimalChar)

const numberText = (value: number, decimalChar?: string) => withDecimalChar(String(value), decimalChar)

/** The columns that the predictions of a target add to a file. */
export const addedNames = ({ name, kind }: FieldCard) =>
  kind === 'number' ? [`predicted_${name}`] : [`predicted_${name}`, `probability_${name}`]

/** The column that says why a row was not predicted. */
export const NOT_PREDICTED = 'not_predicted'

/** What stands in these columns: the number, or the class and how probable it is; nothing for a row that was not predicted. */
export function addedTexts(
  target: FieldCard,
  said: string | number | undefined,
  probability: number,
  decimalChar?: string,
) {
  if (target.kind === 'number') return [said === undefined ? '' : numberText(Number(said), decimalChar)]
  return said === undefined ? ['', ''] : [classText(target, String(said)), numberText(probability, decimalChar)]
}

/** A class as the file writes it: a boolean in its own texts. */
export function classText({ kind, written: { trueValues, falseValues } }: FieldCard, label: string): string {
  if (kind !== 'boolean') return label
  return (label === 'true' ? trueValues : falseValues)?.[0] ?? label
}

/** A name that the header does not have yet: the file may have been predicted before. */
export function freeName(name: string, header: readonly string[]): string {
  let free = name
  for (let i = 2; header.includes(free); i++) free = `${name}_${i}`
  return free
}

/** Writes fields as a line without its end, in quotes where they need them. */
export function lineWriter(delimiter: string, quote = '"'): (fields: readonly string[]) => string {
  const special = [delimiter, quote].map((sign) => `\\u{${sign.codePointAt(0)!.toString(16)}}`).join('')
  const needsQuotes = new RegExp(`[${special}\\r\\n]|^\\s|\\s$`, 'u')
  const fieldText = (field: string) =>
    needsQuotes.test(field) ? quote + field.replaceAll(quote, quote + quote) + quote : field
  return (fields) => fields.map(fieldText).join(delimiter)
}
