import { firstTwice, quote } from '../../../core/dataset/wording.js'
import { UserError } from '../../../core/errors.js'
import type { RequestInput } from '../../schemas/inference.js'
import { bytesEach } from './binary.js'

/** A tensor of a request: as many values as its shape says, row by row. */
export interface InputTensor {
  readonly name: string
  readonly datatype: string
  /** `[rows]` or `[rows, columns]`. */
  readonly shape: readonly number[]
  /** Of the request's JSON, flat or a list a row; or the bytes behind it. */
  readonly data: readonly unknown[] | Buffer
}

/**
 * The tensors of a request.
 *
 * @param bytes what stands behind the JSON: the binary data of the tensors that have a `binary_data_size`, in their order
 * @throws UserError BODY where a tensor has not the data that its shape asks for
 */
export function readInputs(inputs: readonly RequestInput[], bytes: Buffer, mostRows: number): InputTensor[] {
  const twice = firstTwice(inputs.map(({ name }) => name))
  if (twice !== undefined) throw refuseInput(twice, 'it is in the request twice')
  let at = 0
  const tensors = inputs.map(({ name, datatype, shape, parameters, data }): InputTensor => {
    const refuse = (says: string) => refuseInput(name, says)
    checkShape(shape, mostRows, refuse)
    const size = parameters?.binary_data_size
    if (size === undefined) {
      if (!data) throw refuse('it has neither data nor a binary_data_size')
      return { name, datatype, shape, data: checkLengths(data, shape, refuse) }
    }
    if (data) throw refuse('it has both data and a binary_data_size; send one of them')
    const own = bytes.subarray(at, at + size)
    if (own.length < size) throw refuse(`its binary_data_size is ${size}, and ${own.length} bytes are left in the body`)
    at += size
    const needed = (bytesEach(datatype) ?? Number.NaN) * count(shape)
    if (needed !== size && !Number.isNaN(needed)) {
      throw refuse(`its binary_data_size is ${size}, and ${datatype} ${show(shape)} takes ${needed} bytes`)
    }
    return { name, datatype, shape, data: own }
  })
  if (at === bytes.length) return tensors
  throw new UserError(
    'BODY',
    `Behind the JSON stand ${bytes.length} bytes, and the inputs' binary_data_size account for ${at}.`,
  )
}

export const refuseInput = (name: string, says: string) => new UserError('BODY', `Input ${quote(name)}: ${says}.`)

/** `[2, 4]` */
export const show = (shape: readonly number[]) => `[${shape.join(', ')}]`

const count = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1)

function checkShape(shape: readonly number[], mostRows: number, refuse: (says: string) => Error) {
  if (shape.length < 1 || shape.length > 2) {
    throw refuse(`its shape has ${shape.length} dimensions; it must have one or two, the first of them the rows`)
  }
  if (!shape.every((size) => Number.isSafeInteger(size) && size > 0)) {
    throw refuse(`its shape is ${show(shape)}; each dimension must be a whole number, 1 or more`)
  }
  if (shape[0]! > mostRows) {
    throw refuse(`it has ${shape[0]} rows, and ${mostRows} are the most at a time; send them in several parts`)
  }
}

function checkLengths(data: readonly unknown[], shape: readonly number[], refuse: (says: string) => Error) {
  const [rows, columns] = shape
  if (data.some(Array.isArray)) {
    if (data.length === rows && data.every((row) => Array.isArray(row) && row.length === columns)) return data
    throw refuse(`its data is nested and not of the shape ${show(shape)}`)
  }
  if (data.length === count(shape)) return data
  throw refuse(`its data has ${data.length} values, and its shape ${show(shape)} asks for ${count(shape)}`)
}
