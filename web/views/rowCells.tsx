import type { FeatureValues } from '../../core/model/encode.js'
import { addressOfRow } from '../state/address.js'
import type { Field } from '../state/fields.js'
import { axisTitle, shown } from '../words.js'

/*
 * What tables of rows have in common.
 */

/** The heads of features, with their units. */
export const FieldHeads = ({ of }: { of: readonly Field[] }) =>
  of.map((field) => (
    <th key={field.name} scope="col" class={field.kind === 'number' ? 'number' : undefined}>
      {axisTitle(field)}
    </th>
  ))

/** A row's values below `FieldHeads`. */
export const FieldCells = ({ of, values }: { of: readonly Field[]; values: FeatureValues }) =>
  of.map((field) => (
    <td key={field.name} class={field.kind === 'number' ? 'number' : undefined}>
      {withoutUnit(field, values[field.name])}
    </td>
  ))

/** A value whose unit stands in the head. */
export const withoutUnit = (field: Field, value: FeatureValues[string]) => shown({ ...field, unit: '' }, value)

/** A row of the file, by its line; it opens in Predict. */
export const RowLink = ({ line, values }: { line: number; values: FeatureValues }) => (
  <a class="open-row" href={addressOfRow(values)} aria-label={`Open line ${line} in Predict`}>
    line {line}
  </a>
)
