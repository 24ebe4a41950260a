import type { Dataset, Feature } from '../../../core/dataset/dataset.js'
import { isAllowedNumber } from '../../../core/dataset/explainValue.js'
import { valueFault } from '../../../core/dataset/rowFault.js'
import { someOf } from '../../../core/dataset/someOf.js'
import { UserError } from '../../../core/errors.js'
import type { FeatureValues } from '../../../core/model/encode.js'
import { shortest } from '../../../core/numbers.js'
import { binaryTexts, binaryValue } from './binary.js'
import { type InputTensor, refuseInput, show } from './inputs.js'

/** The datatypes that each kind of feature may come in; that of the metadata first. */
export const datatypes = { number: ['FP64', 'FP32', 'INT64', 'INT32'], boolean: ['BOOL'], category: ['BYTES'] } as const

/** So many rows are objects at a time: those of many columns take several times the memory of their tensors. */
const ROWS_AT_ONCE = 256

/** Where the values of a feature are. */
interface Source {
  feature: Feature
  datatype: string
  read(row: number): unknown
}

/**
 * The rows that tensors hold: one tensor with a column for each feature, in the definition's order, or a tensor for each feature, by
 * its name.
 *
 * @throws UserError BODY where the tensors are others, or a value is none that `/predict` takes
 */
export function* rowsOf(dataset: Dataset, tensors: readonly InputTensor[]): Generator<FeatureValues[]> {
  const [first] = tensors
  const isTable = tensors.length === 1 && !dataset.features.some(({ name }) => name === first!.name)
  const sources = isTable ? columnsOf(dataset, first!) : eachOf(dataset, tensors)
  const rowCount = first!.shape[0]!
  for (let start = 0; start < rowCount; start += ROWS_AT_ONCE) {
    const length = Math.min(ROWS_AT_ONCE, rowCount - start)
    yield Array.from({ length }, (_, i) => rowOf(sources, start + i))
  }
}

function columnsOf({ features }: Dataset, tensor: InputTensor): Source[] {
  const { name, datatype, shape } = tensor
  if (features.some(({ kind }) => kind === 'category')) throw noFeature(name, features)
  if (shape[1] !== features.length) {
    const table = `, or one tensor of the shape [rows, ${features.length}] with all of them; this one's is ${show(shape)}`
    throw noFeature(name, features, table)
  }
  checkDatatype(tensor, datatypes.number)
  const valueAt = readerOf(tensor)
  return features.map((feature, column) => ({ feature, datatype, read: (row) => valueAt(row, column) }))
}

function eachOf({ features }: Dataset, tensors: readonly InputTensor[]): Source[] {
  const missing = new Map(features.map((feature) => [feature.name, feature]))
  const sources = tensors.map((tensor): Source => {
    const { name, datatype, shape } = tensor
    const feature = missing.get(name)
    if (!feature) throw noFeature(name, features)
    missing.delete(name)
    if (shape.length > 1 && shape[1] !== 1) {
      throw refuseInput(name, `its shape is ${show(shape)}; that of one feature must be [rows] or [rows, 1]`)
    }
    if (shape[0] !== tensors[0]!.shape[0]) {
      throw refuseInput(name, `it has ${shape[0]} rows where ${tensors[0]!.name} has ${tensors[0]!.shape[0]}`)
    }
    checkDatatype(tensor, datatypes[feature.kind])
    const valueAt = readerOf(tensor)
    return { feature, datatype, read: (row) => valueAt(row, 0) }
  })
  for (const feature of missing.values()) {
    const fault = valueFault(feature, undefined)
    if (fault !== undefined) throw new UserError('BODY', `Input ${fault}.`)
  }
  return sources
}

const noFeature = (name: string, features: readonly Feature[], orTable = '') =>
  refuseInput(name, `it is no feature; send a tensor for each of ${someOf(features.map((it) => it.name))}${orTable}`)

function checkDatatype({ name, datatype }: InputTensor, taken: readonly string[]) {
  if (taken.includes(datatype)) return
  throw refuseInput(name, `its datatype is ${datatype.slice(0, 40)}; it must be ${taken.join(', ')}`)
}

function readerOf({ name, datatype, shape, data }: InputTensor): (row: number, column: number) => unknown {
  const [rows, columns = 1] = shape as [number, number?]
  if (!Buffer.isBuffer(data)) {
    return Array.isArray(data[0])
      ? (row, column) => (data as unknown[][])[row]![column]
      : (row, column) => data[row * columns + column]
  }
  if (datatype !== 'BYTES') return (row, column) => binaryValue(datatype, data, row * columns + column)
  const texts = binaryTexts(data, rows, (says) => refuseInput(name, says))
  return (row) => texts[row]
}

function rowOf(sources: readonly Source[], row: number): FeatureValues {
  const values: Record<string, FeatureValues[string]> = {}
  for (const { feature, datatype, read } of sources) {
    const value = asMeant(feature, datatype, read(row))
    const fault = valueFault(feature, value)
    if (fault !== undefined) throw new UserError('BODY', `Row ${row}: ${fault}.`)
    if (datatype.startsWith('INT') && typeof value === 'number' && !Number.isInteger(value)) {
      throw new UserError('BODY', `Row ${row}: ${feature.name} is no whole number, and its datatype is ${datatype}.`)
    }
    values[feature.name] = value as FeatureValues[string]
  }
  return values
}

/** A value as JSON would have it: numbers have a NaN for a missing one, and 0 and 1 for a boolean. */
function asMeant(feature: Feature, datatype: string, value: unknown): unknown {
  if (typeof value !== 'number') return value
  if (Number.isNaN(value)) return undefined
  if (feature.kind === 'boolean') return value === 1 ? true : value === 0 ? false : value
  // The 0.3 of a float32 is a little more than 0.3, which may be the most allowed.
  if (datatype === 'FP32' && feature.kind === 'number' && !isAllowedNumber(feature, value)) return shortest(value)
  return value
}
