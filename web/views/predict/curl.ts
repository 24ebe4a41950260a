import type { FeatureValues } from '../../../core/model/encode.js'

/**
 * A command that asks the API about a row.
 *
 * @param address where the API predicts, absolute
 */
export const curlOf = (address: string, row: FeatureValues) =>
  `curl ${quoted(address)} --json ${quoted(JSON.stringify(row))}`

/** For a shell: in single quotes nothing has a meaning but a single quote. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
