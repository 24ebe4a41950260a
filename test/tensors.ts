import type { Dataset } from '../core/dataset/dataset.js'
import type { FeatureValues } from '../core/model/encode.js'

/** A tensor of a request, with its data in JSON. */
export interface JsonTensor {
  name: string
  datatype: string
  shape: number[]
  data: unknown[]
}

const datatypes = { number: 'FP64', boolean: 'BOOL', category: 'BYTES' }

/** Rows as a request of the Open Inference Protocol has them: a tensor for each feature. */
export const tensorsOf = ({ features }: Dataset, rows: readonly FeatureValues[]): JsonTensor[] =>
  features.map(({ name, kind }) => ({
    name,
    datatype: datatypes[kind],
    shape: [rows.length],
    data: rows.map((row) => row[name] ?? null),
  }))

/** The values of a tensor as binary data. */
export function binaryOf({ datatype, data }: Pick<JsonTensor, 'datatype' | 'data'>): Buffer {
  return Buffer.concat(
    data.map((value) => {
      const bytes = Buffer.alloc({ FP64: 8, INT64: 8, FP32: 4, INT32: 4, BYTES: 4 }[datatype] ?? 1)
      const number = (value ?? Number.NaN) as number
      if (datatype === 'FP64') bytes.writeDoubleLE(number)
      else if (datatype === 'FP32') bytes.writeFloatLE(number)
      else if (datatype === 'INT64') bytes.writeBigInt64LE(BigInt(number))
      else if (datatype === 'INT32') bytes.writeInt32LE(number)
      else if (datatype === 'BOOL') bytes[0] = Number(value)
      else {
        const text = Buffer.from(String(value ?? ''))
        bytes.writeUInt32LE(text.length)
        return Buffer.concat([bytes, text])
      }
      return bytes
    }),
  )
}

/** A request whose tensors stand behind its JSON. */
export function binaryRequest(tensors: readonly JsonTensor[], others: object = {}) {
  const binary = tensors.map(binaryOf)
  const inputs = tensors.map(({ data: _, ...tensor }, i) => ({
    ...tensor,
    parameters: { binary_data_size: binary[i]!.length },
  }))
  return withBytes({ inputs, ...others }, Buffer.concat(binary))
}

/** A request of JSON and bytes behind it. */
export function withBytes(json: object, bytes: Buffer) {
  const text = Buffer.from(JSON.stringify(json))
  return {
    payload: Buffer.concat([text, bytes]),
    headers: {
      'content-type': 'application/octet-stream',
      'inference-header-content-length': String(text.length),
    },
  }
}
