/*
 * Tensors as Triton's extension for binary data has them: little-endian, row by row, nothing between the values. A text has its
 * length before it, in 4 bytes (https://github.com/triton-inference-server/server/blob/main/docs/protocol/extension_binary_data.md).
 */

interface Fixed {
  bytes: number
  read(data: Buffer, at: number): unknown
}

const fixed = new Map<string, Fixed>([
  ['FP64', { bytes: 8, read: (data, at) => data.readDoubleLE(at) }],
  ['FP32', { bytes: 4, read: (data, at) => data.readFloatLE(at) }],
  ['INT64', { bytes: 8, read: (data, at) => Number(data.readBigInt64LE(at)) }],
  ['INT32', { bytes: 4, read: (data, at) => data.readInt32LE(at) }],
  // 0 and 1; any other byte stays a number, which is no boolean.
  ['BOOL', { bytes: 1, read: (data, at) => data[at] }],
])

/** How many bytes a value of the datatype takes; undefined where that differs, or the datatype is not known. */
export const bytesEach = (datatype: string) => fixed.get(datatype)?.bytes

/** How the value at an index is read, of data whose length has been checked. */
export function binaryReader(datatype: string, data: Buffer): (index: number) => unknown {
  const { bytes, read } = fixed.get(datatype)!
  return (index) => read(data, index * bytes)
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The texts of a BYTES tensor.
 *
 * @throws what `refuse` makes, where their lengths do not add up, or one is no UTF-8
 */
export function binaryTexts(data: Buffer, count: number, refuse: (says: string) => Error): string[] {
  const texts: string[] = []
  let at = 0
  while (at < data.length && texts.length < count) {
    const end = at + 4 <= data.length ? at + 4 + data.readUInt32LE(at) : Number.POSITIVE_INFINITY
    if (end > data.length) throw refuse(`its value ${texts.length} is longer than its binary data`)
    try {
      texts.push(utf8.decode(data.subarray(at + 4, end)))
    } catch {
      throw refuse(`its value ${texts.length} is no text in UTF-8`)
    }
    at = end
  }
  if (texts.length < count)
    throw refuse(`its binary data holds ${texts.length} values, and its shape asks for ${count}`)
  if (at < data.length) throw refuse(`${data.length - at} bytes are left behind the last of its values`)
  return texts
}

/** A tensor's values as binary data. */
export function toBinary(values: readonly string[] | readonly number[]): Buffer {
  if (isTexts(values)) return Buffer.concat(values.flatMap(lengthAndText))
  const bytes = Buffer.alloc(8 * values.length)
  for (const [i, value] of values.entries()) bytes.writeDoubleLE(value, 8 * i)
  return bytes
}

const isTexts = (values: readonly string[] | readonly number[]): values is readonly string[] =>
  typeof values[0] === 'string'

function lengthAndText(text: string): Buffer[] {
  const bytes = Buffer.from(text)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(bytes.length)
  return [length, bytes]
}
