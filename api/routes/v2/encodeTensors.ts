import type { Dataset, Feature } from '../../../core/dataset/dataset.js'
import { isAllowedNumber } from '../../../core/dataset/explainValue.js'
import { valueFault } from '../../../core/dataset/rowFault.js'
import { someOf } from '../../../core/dataset/someOf.js'
import { UserError } from '../../../core/errors.js'
import {
  columnCount,
  type EncodedFeature,
  encodeValue,
  type FeatureValues,
  widthOf,
} from '../../../core/model/encode.js'
import { shortest } from '../../../core/numbers.js'
import { binaryReader, binaryTexts } from './binary.js'
import { type InputTensor, refuseInput, show } from './inputs.js'

/** The datatypes that each kind of feature may come in; that of the metadata first. */
export const datatypes = { number: ['FP64', 'FP32', 'INT64', 'INT32'], boolean: ['BOOL'], category: ['BYTES'] } as const

/** Where the values of a feature are. */
interface Source {
  feature: Feature
  datatype: string
  read(row: number): unknown
}

/**
 * The rows that tensors hold, as the model takes them (`encodeRows`). The tensors are one with a column for each feature, in the
 * definition's order, or one for each feature, by its name.
 *
 * @param encoded the features of the model, as many columns as which a row has
 * @throws UserError BODY where the tensors are others, or a value is none that `/predict` takes
 */
export function encodeTensors(
  dataset: Dataset,
  encoded: readonly EncodedFeature[],
  tensors: readonly InputTensor[],
): Float32Array {
  const sources = sourcesOf(dataset, tensors)
  const rowCount = tensors[0]!.shape[0]!
  const rows = new Float32Array(rowCount * columnCount(encoded))
  let at = 0
  for (let row = 0; row < rowCount; row++) {
    for (let i = 0; i < encoded.length; i++) {
      encodeValue(encoded[i]!, checkedValue(sources[i]!, row), rows, at)
      at += widthOf(encoded[i]!)
    }
  }
  return rows
}

/** The same rows by the names of the features, as `/predict` takes them. Throws as `encodeTensors`. */
export function tensorRows(dataset: Dataset, tensors: readonly InputTensor[]): FeatureValues[] {
  const sources = sourcesOf(dataset, tensors)
  return Array.from({ length: tensors[0]!.shape[0]! }, (_, row) =>
    Object.fromEntries(sources.map((source) => [source.feature.name, checkedValue(source, row)])),
  )
}

function sourcesOf({ features }: Dataset, tensors: readonly InputTensor[]): Source[] {
  const [first] = tensors
  const isTable = tensors.length === 1 && !features.some(({ name }) => name === first!.name)
  return isTable ? columnsOf(features, first!) : eachOf(features, tensors)
}

/** Of each feature, its column of one tensor. */
function columnsOf(features: readonly Feature[], tensor: InputTensor): Source[] {
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

/** Of each feature, the tensor of its name. */
function eachOf(features: readonly Feature[], tensors: readonly InputTensor[]): Source[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]))
  const sources = features.map((feature): Source => {
    const tensor = byName.get(feature.name)
    byName.delete(feature.name)
    if (tensor) return sourceOf(feature, tensor, tensors[0]!)
    const fault = valueFault(feature, undefined)
    if (fault !== undefined) throw new UserError('BODY', `Input ${fault}.`)
    return { feature, datatype: '', read: () => undefined }
  })
  for (const name of byName.keys()) throw noFeature(name, features)
  return sources
}

function sourceOf(feature: Feature, tensor: InputTensor, first: InputTensor): Source {
  const { name, datatype, shape } = tensor
  if (shape.length > 1 && shape[1] !== 1) {
    throw refuseInput(name, `its shape is ${show(shape)}; that of one feature must be [rows] or [rows, 1]`)
  }
  if (shape[0] !== first.shape[0]) {
    throw refuseInput(name, `it has ${shape[0]} rows where ${first.name} has ${first.shape[0]}`)
  }
  checkDatatype(tensor, datatypes[feature.kind])
  const valueAt = readerOf(tensor)
  return { feature, datatype, read: (row) => valueAt(row, 0) }
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
  if (datatype !== 'BYTES') {
    const valueAt = binaryReader(datatype, data)
    return (row, column) => valueAt(row * columns + column)
  }
  const texts = binaryTexts(data, rows, (says) => refuseInput(name, says))
  return (row) => texts[row]
}

function checkedValue({ feature, datatype, read }: Source, row: number): FeatureValues[string] {
  const value = asMeant(feature, datatype, read(row))
  const fault = valueFault(feature, value)
  if (fault !== undefined) throw new UserError('BODY', `Row ${row}: ${fault}.`)
  if (typeof value === 'number' && datatype.startsWith('INT') && !Number.isInteger(value)) {
    throw new UserError('BODY', `Row ${row}: ${feature.name} is no whole number, and its datatype is ${datatype}.`)
  }
  return value as FeatureValues[string]
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
