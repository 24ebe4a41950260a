import { gzipSync } from 'node:zlib'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readDataset } from '../../../core/dataset/readDataset.js'
import { penguin, penguins } from '../../../test/datasets.js'
import { temporaryFolder } from '../../../test/freshDatabase.js'
import { person, writePeople } from '../../../test/people.js'
import { binaryOf, binaryRequest, type JsonTensor, tensorsOf, withBytes } from '../../../test/tensors.js'
import { trainModel } from '../../../test/trainedModel.js'
import { buildApp } from '../../app.js'

let [ofPenguins, ofPeople] = [] as unknown as FastifyInstance[]
let named: JsonTensor[]
beforeAll(async () => {
  const people = await readDataset(writePeople(temporaryFolder()))
  named = tensorsOf(people, [person, person])
  ;[ofPenguins, ofPeople] = await Promise.all(
    [penguins, people].map(async (dataset) => {
      const folder = temporaryFolder()
      await trainModel(folder, { num_round: 2 }, dataset)
      const app = await buildApp({ MODELS_DIR: folder, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, dataset)
      afterAll(() => app.close())
      return app
    }),
  )
})

const values = [39.1, 18.7, 181, 3750]
/** One tensor with all features of two rows, changed. */
const table = (changed: object = {}) => ({
  name: 'x',
  datatype: 'FP64',
  shape: [2, 4],
  data: [...values, ...values] as unknown[],
  ...changed,
})
const columns = tensorsOf(penguins, [penguin, penguin])
const inputs = (...tensors: unknown[]) => ({ payload: { inputs: tensors } })

async function refused(request: InjectOptions, says: RegExp, status = 400, app = ofPenguins!, target = 'species') {
  const url = `/v2/models/${encodeURIComponent(target)}/infer`
  const reply = await app.inject({ method: 'POST', url, ...request })
  expect([reply.statusCode, reply.json().error]).toEqual([status, expect.stringMatching(says)])
  expect(reply.json().error).toMatch(/^[^\n]{1,400}\.$/)
}

describe('a tensor is refused', () => {
  test.each<[string, object, RegExp]>([
    ['too little data', { data: values }, /^Input "x": its data has 4 values, and its shape \[2, 4\] asks for 8\.$/],
    ['too much', { data: Array(9).fill(1) }, /has 9 values/],
    ['none', { data: [] }, /has 0 values/],
    ['no data at all', { data: undefined }, /^Input "x": it has neither data nor a binary_data_size\.$/],
    ['null', { data: null }, /neither data/],
    ['an object', { data: { 0: 1 } }, /^The request does not follow the protocol: inputs\[0\]\.data must be array\.$/],
    ['ragged', { data: [values, values.slice(1)] }, /^Input "x": its data is nested and not of the shape \[2, 4\]\.$/],
    ['half nested', { data: [values, ...values] }, /nested and not of the shape/],
    ['nested once more', { data: [[values], [values]] }, /nested and not of the shape/],
    ['transposed', { data: [1, 2, 3, 4].map(() => [1, 2]) }, /nested and not of the shape/],
    [
      'no rows',
      { shape: [0, 4], data: [] },
      /^Input "x": its shape is \[0, 4\]; each dimension must be a whole number, 1 or more\.$/,
    ],
    ['no fixed rows', { shape: [-1, 4] }, /its shape is \[-1, 4\]; each/],
    ['half a row', { shape: [0.5, 4] }, /its shape is \[0\.5, 4\]; each/],
    ['no dimension', { shape: [] }, /its shape has 0 dimensions/],
    ['three', { shape: [2, 2, 2] }, /its shape has 3 dimensions/],
    ['very many', { shape: Array(5000).fill(1) }, /its shape has 5000 dimensions/],
    [
      'one row as a list',
      { shape: [4], data: values },
      /^Input "x": it is no feature; send a tensor for each of culmen_length_mm, .*, or one tensor of the shape \[rows, 4\] with all of them; this one's is \[4\]\.$/,
    ],
    [
      'huge, without data',
      { shape: [1e9, 4], data: [] },
      /^Input "x": it has 1000000000 rows, and 10000 are the most at a time/,
    ],
    ['larger than numbers go', { shape: [1e300, 1e300], data: [] }, /each dimension must be a whole number/],
    ['as wide as numbers go', { shape: [2, 2 ** 53 - 1] }, /has 8 values, and its shape \[2, 9007199254740991\]/],
    [
      'a shape of text',
      { shape: ['2', '4'] },
      /^The request does not follow the protocol: inputs\[0\]\.shape\[0\] must be number\.$/,
    ],
    ['no shape', { shape: undefined }, /inputs\[0\] must have required property 'shape'/],
    ['no name', { name: undefined }, /must have required property 'name'/],
    [
      'a datatype of its own',
      { datatype: 'FP8' },
      /^Input "x": its datatype is FP8; it must be FP64, FP32, INT64, INT32\.$/,
    ],
    ['of JavaScript', { datatype: 'constructor' }, /its datatype is constructor/],
    ['texts', { datatype: 'BYTES', data: Array(8).fill('1') }, /its datatype is BYTES/],
    [
      'null',
      { data: [...values, null, ...values.slice(1)] },
      /^Row 1: culmen_length_mm is null, and it is needed: it must be a number from 20 to 80 mm\.$/,
    ],
    [
      'text for a number',
      { data: [...values, '39.1', ...values.slice(1)] },
      /^Row 1: culmen_length_mm is no number but text/,
    ],
    ['an object for a number', { data: [...values, {}, ...values.slice(1)] }, /^Row 1: culmen_length_mm is no number:/],
    ['true for a number', { data: [true, ...values.slice(1), ...values] }, /^Row 0: culmen_length_mm is no number:/],
    [
      'out of range',
      { data: [...values, ...values.slice(0, 3), 90000] },
      /^Row 1: body_mass_g is out of range: it must be a number from 1500 to 9000 g\.$/,
    ],
    [
      'parts of whole numbers',
      { datatype: 'INT64' },
      /^Row 0: culmen_length_mm is no whole number, and its datatype is INT64\.$/,
    ],
    ['shared memory', { data: undefined, parameters: { shared_memory_region: 'x' } }, /neither data/],
  ])('%s', async (_name, changed, says) => {
    await refused(inputs(table(changed)), says)
  })

  test('more rows than a batch may have', async () => {
    const rows = (count: number) => inputs(table({ shape: [count, 4], data: Array(count).fill(values) }))
    await refused(
      rows(10_001),
      /^Input "x": it has 10001 rows, and 10000 are the most at a time; send them in several parts\.$/,
    )
    await refused(rows(100_000), /^The body holds far more than 10000 rows/)
    await refused(
      { ...rows(1), payload: ' '.repeat((4 << 20) + 1), headers: { 'content-type': 'application/json' } },
      /^The body is larger than 4194304 bytes/,
      413,
    )
  })
})

describe('tensors are refused that do not go together', () => {
  const [first, second, ...others] = columns
  test.each<[string, unknown[], RegExp]>([
    ['none', [], /^The request does not follow the protocol: inputs must NOT have fewer than 1 items\.$/],
    ['one is missing', columns.slice(1), /^Input culmen_length_mm is missing: it must be a number from 20 to 80 mm\.$/],
    ['one alone', [first], /^Input culmen_depth_mm is missing/],
    ['one twice', [...columns, first], /^Input "culmen_length_mm": it is in the request twice\.$/],
    [
      'one more',
      [...columns, table()],
      /^Input "x": it is no feature; send a tensor for each of culmen_length_mm, .*_g\.$/,
    ],
    ['a name of JavaScript', [{ ...first, name: '__proto__' }, ...columns], /^Input "__proto__": it is no feature/],
    ['a name with signs', [{ ...first, name: '\u001b[31m\n' }], /^Input "\\u001b\[31m\\n": it is no feature/],
    [
      'fewer rows',
      [first, { ...second, shape: [1], data: [18.7] }, ...others],
      /^Input "culmen_depth_mm": it has 1 rows where culmen_length_mm has 2\.$/,
    ],
    [
      'two columns',
      [{ ...first, shape: [2, 2], data: [1, 2, 3, 4] }, second, ...others],
      /^Input "culmen_length_mm": its shape is \[2, 2\]; that of one feature must be \[rows\] or \[rows, 1\]\.$/,
    ],
    [
      'nested without a dimension',
      [{ ...first, data: [[39.1], [39.1]] }, second, ...others],
      /nested and not of the shape \[2\]/,
    ],
    ['a row', [{ ...first, shape: [1, 2] }, second, ...others], /its shape is \[1, 2\]; that of one/],
  ])('%s', async (_name, tensors, says) => {
    await refused(inputs(...tensors), says)
  })

  test.each<[string, object, RegExp]>([
    ['Alter (Jahre)', { data: [40.5, 40] }, /^Row 0: Alter \(Jahre\) is no whole number/],
    [
      'größe/~1 m',
      { data: [null, -1] },
      /^Row 1: größe\/~1 m is out of range: it must be a number, 0 m or more, or null\.$/,
    ],
    ['aktiv?', { data: [true, 2] }, /^Row 1: aktiv\? must be true or false/],
    ['aktiv?', { data: ['true', true] }, /^Row 0: aktiv\? must be true or false/],
    ['aktiv?', { data: [true, null] }, /^Row 1: aktiv\? is null, and it is needed/],
    ['aktiv?', { datatype: 'INT32', data: [1, 0] }, /^Input "aktiv\?": its datatype is INT32; it must be BOOL\.$/],
    ['Ort', { data: ['Köln', 'Bonn'] }, /^Row 1: Ort must be one of Köln, Bad "X", a\/b\.$/],
    ['Ort', { data: ['Köln', null] }, /^Row 1: Ort is null, and it is needed/],
    ['Klasse', { data: [1, 2] }, /^Row 0: Klasse is no text but a number: send it in quotes/],
    ['Klasse', { datatype: 'INT64', data: [1, 2] }, /its datatype is INT64; it must be BYTES\.$/],
  ])('%s: %j', async (name, changed, says) => {
    const tensors = named.map((it) => (it.name === name ? { ...it, ...changed } : it))
    await refused(inputs(...tensors), says, 400, ofPeople!, 'Preis in €')
  })
})

describe('outputs are refused', () => {
  test.each<[string, unknown, RegExp]>([
    ['an unknown one', [{ name: 'value' }], /^Output "value": there is none; species has label and probabilities\.$/],
    ['one of JavaScript', [{ name: 'constructor' }], /^Output "constructor": there is none/],
    ['one twice', [{ name: 'label' }, { name: 'label' }], /^Output "label": it is in the request twice\.$/],
    ['a name alone', ['label'], /^The request does not follow the protocol: outputs\[0\] must be object\.$/],
    ['no list', { name: 'label' }, /outputs must be array/],
    [
      'no yes or no',
      [{ name: 'label', parameters: { binary_data: 'yes' } }],
      /outputs\[0\]\.parameters\.binary_data must be boolean/,
    ],
    [
      "Triton's classification",
      [{ name: 'label', parameters: { classification: 2 } }],
      /^Output "label": its parameter classification is of an extension that is not here\.$/,
    ],
  ])('%s', async (_name, outputs, says) => {
    await refused({ payload: { inputs: [table()], outputs } }, says)
  })
})

describe('binary data is refused', () => {
  const [size, bytes] = [64, binaryOf(table())]
  const one = (changed: object = {}, parameters: object = { binary_data_size: size }) => ({
    inputs: [{ ...table(), data: undefined, parameters, ...changed }],
  })

  test('while it is taken so', async () => {
    const request = { method: 'POST', url: '/v2/models/species/infer', ...withBytes(one(), bytes) } as const
    expect((await ofPenguins!.inject(request)).statusCode).toBe(200)
  })

  test.each<[string, object, Buffer, RegExp]>([
    [
      'negative size',
      one({}, { binary_data_size: -64 }),
      bytes,
      /inputs\[0\]\.parameters\.binary_data_size must be >= 0\.$/,
    ],
    ['a size of text', one({}, { binary_data_size: '64' }), bytes, /binary_data_size must be integer/],
    ['half a byte', one({}, { binary_data_size: 63.5 }), bytes, /binary_data_size must be integer/],
    [
      'more than there is',
      one(),
      bytes.subarray(8),
      /^Input "x": its binary_data_size is 64, and 56 bytes are left in the body\.$/,
    ],
    ['far more', one({}, { binary_data_size: 2 ** 53 - 1 }), bytes, /is 9007199254740991, and 64 bytes are left/],
    [
      'less than there is',
      one({}, { binary_data_size: 56 }),
      bytes,
      /^Input "x": its binary_data_size is 56, and FP64 \[2, 4\] takes 64 bytes\.$/,
    ],
    ['of another datatype', one({ datatype: 'FP32' }), bytes, /is 64, and FP32 \[2, 4\] takes 32 bytes/],
    ['of no datatype', one({ datatype: 'FP16' }), bytes, /its datatype is FP16/],
    [
      'bytes behind the last',
      one(),
      Buffer.concat([bytes, bytes]),
      /^Behind the JSON stand 128 bytes, and the inputs' binary_data_size account for 64\.$/,
    ],
    ['bytes of no tensor', { inputs: [table()] }, bytes, /^Behind the JSON stand 64 bytes, .* account for 0\.$/],
    [
      'two ways at once',
      one({ data: values }),
      bytes,
      /^Input "x": it has both data and a binary_data_size; send one of them\.$/,
    ],
    [
      'two tensors, one of whose data is there',
      { inputs: columns.slice(0, 2).map(({ data: _, ...it }) => ({ ...it, parameters: { binary_data_size: 16 } })) },
      bytes.subarray(0, 24),
      /^Input "culmen_depth_mm": its binary_data_size is 16, and 8 bytes are left in the body\.$/,
    ],
    ['no rows', one({ shape: [0, 4] }, { binary_data_size: 0 }), Buffer.alloc(0), /each dimension must be/],
    [
      'all rows but no data',
      one({ shape: [10_000, 4] }, { binary_data_size: 0 }),
      Buffer.alloc(0),
      /takes 320000 bytes/,
    ],
    [
      'NaN',
      one(),
      binaryOf(table({ data: [...values, Number.NaN, 1, 2, 3] }) as JsonTensor),
      /^Row 1: culmen_length_mm is missing: it must be a number from 20 to 80 mm\.$/,
    ],
    [
      'Infinity',
      one(),
      binaryOf(table({ data: [...values, Number.POSITIVE_INFINITY, 1, 2, 3] }) as JsonTensor),
      /^Row 1: culmen_length_mm is no number: it must be/,
    ],
  ])('%s', async (_name, json, behind, says) => {
    await refused(withBytes(json, behind), says)
  })

  const text = (length: number, bytes: string | Buffer) => {
    const head = Buffer.alloc(4)
    head.writeUInt32LE(length)
    return Buffer.concat([head, Buffer.from(bytes)])
  }
  test.each<[string, Buffer, RegExp]>([
    [
      'a length that is too large',
      Buffer.concat([text(3, 'a/b'), text(4, 'a/b')]),
      /^Input "Ort": its value 1 is longer than its binary data\.$/,
    ],
    ['the largest', Buffer.concat([text(3, 'a/b'), text(2 ** 32 - 1, 'a/b')]), /value 1 is longer/],
    ['half a length', Buffer.concat([text(3, 'a/b'), Buffer.alloc(3)]), /value 1 is longer/],
    [
      'one that is too small',
      Buffer.concat([text(3, 'a/b'), text(2, 'a/b')]),
      /^Input "Ort": 1 bytes are left behind the last of its values\.$/,
    ],
    ['one value', text(3, 'a/b'), /^Input "Ort": its binary data holds 1 values, and its shape asks for 2\.$/],
    ['three', Buffer.concat([text(3, 'a/b'), text(3, 'a/b'), text(3, 'a/b')]), /7 bytes are left/],
    ['nothing', Buffer.alloc(0), /holds 0 values/],
    [
      'Latin-1',
      Buffer.concat([text(3, 'a/b'), text(4, Buffer.from('Köln', 'latin1'))]),
      /^Input "Ort": its value 1 is no text in UTF-8\.$/,
    ],
    ['a byte order mark', Buffer.concat([text(3, 'a/b'), text(6, '\ufeffa/b')]), /^Row 1: Ort must be one of/],
    ['an empty text', Buffer.concat([text(3, 'a/b'), text(0, '')]), /^Row 1: Ort must be one of/],
  ])('texts: %s', async (_name, bytes, says) => {
    const tensors = named.map((it) =>
      it.name === 'Ort' ? { ...it, data: undefined, parameters: { binary_data_size: bytes.length } } : it,
    )
    await refused(withBytes({ inputs: tensors }, bytes), says, 400, ofPeople!, 'treu')
  })

  test('a boolean that is neither 0 nor 1', async () => {
    const tensors = named.map((it) => (it.name === 'aktiv?' ? { ...it, data: [1, 2] } : it))
    await refused(binaryRequest(tensors), /^Row 1: aktiv\? must be true or false/, 400, ofPeople!, 'treu')
  })
})

describe('a body is refused', () => {
  const json = JSON.stringify({ inputs: [table()] })
  const octets = (length: string, payload: string | Buffer = json) => ({
    payload,
    headers: { 'content-type': 'application/octet-stream', 'inference-header-content-length': length },
  })
  test.each([String(json.length + 1), '-1', 'x', '', '1e2', '0x10', '99999999999999999999', '1.5'])(
    'the length of whose JSON is %j',
    async (length) => {
      await refused(
        octets(length),
        /^The header Inference-Header-Content-Length must be the length of the JSON in bytes, \d+ at most/,
      )
    },
  )

  test('whose JSON is cut, empty or no object', async () => {
    await refused(octets(String(json.length - 1)), /^The body is not JSON: /)
    await refused(octets('0'), /^The body is empty/)
    await refused(octets('2', '[]'), /^The request does not follow the protocol: the body must be object\.$/)
    await refused(octets('4', 'null'), /^The request does not follow the protocol: the body must be object\.$/)
    await refused({}, /^The request does not follow the protocol: the body must be object\.$/)
    await refused(
      octets('2', '{}'),
      /^The request does not follow the protocol: the body must have required property 'inputs'\.$/,
    )
    await refused(
      { payload: { inputs: [table()], id: 7 } },
      /^The request does not follow the protocol: id must be string or null\.$/,
    )
    await refused(
      { payload: { inputs: [table()], parameters: { binary_data_output: 1 } } },
      /parameters\.binary_data_output must be boolean/,
    )
    await refused(
      { payload: json.replace('39.1', 'NaN'), headers: { 'content-type': 'application/json' } },
      /JSON has no NaN or Infinity/,
    )
  })

  test('of another type, or compressed', async () => {
    await refused({ payload: json, headers: { 'content-type': 'text/plain' } }, /^text\/plain is not taken here/, 415)
    await refused({ payload: json, headers: { 'content-type': 'application/jsonx' } }, /is not taken here/, 415)
    const compressed = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    await refused({ payload: gzipSync(json), headers: compressed }, /takes no compressed bodies/, 415)
  })

  test('while JSON without a type, or as an octet stream, is taken as what it is', async () => {
    for (const headers of [{}, { 'content-type': 'application/octet-stream' }, octets(String(json.length)).headers]) {
      const reply = await ofPenguins!.inject({
        method: 'POST',
        url: '/v2/models/species/infer',
        payload: json,
        headers,
      })
      expect(reply.statusCode).toBe(200)
    }
  })
})
