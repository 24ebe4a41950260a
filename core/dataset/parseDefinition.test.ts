import { expect, test } from 'vitest'
import { UserError } from '../errors.js'
import { parseDefinition } from './parseDefinition.js'

const FILE = 'data/mine.json'

type Json = { [key: string]: unknown }

const age = { name: 'age', type: 'integer', role: 'feature', constraints: { minimum: 0, maximum: 120 } }
const pet = { name: 'pet', type: 'string', role: 'target', categories: ['cat', 'dog'] }
const both = [age, pet]

const resource = (changes: Json) => ({
  resources: [{ name: 'pets', path: 'pets.csv', schema: { fields: both }, ...changes }],
})
const fields = (...list: unknown[]) => resource({ schema: { fields: list } })
const parse = (definition: unknown) => parseDefinition(JSON.stringify(definition), FILE)
/** A definition whose field `age` is changed. */
const withAge = (changes: Json) => fields({ ...age, ...changes }, pet)
const withPet = (changes: Json) => fields(age, { ...pet, ...changes })
const named = (name: string) => fields({ ...age, name }, pet)
const numbers = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`)

function sentence(text: string): string {
  try {
    parseDefinition(text, FILE)
  } catch (error) {
    if (error instanceof UserError && error.code === 'DEFINITION') return error.message
    throw error
  }
  return 'no fault was found'
}

test('a definition becomes columns, features and targets, in its order', () => {
  const definition = {
    title: 'Of the package',
    licenses: [{ name: 'CC0-1.0' }],
    resources: [
      {
        name: 'houses',
        path: 'csv/houses 2024.csv',
        description: 'Houses.',
        mediatype: 'text/csv',
        dialect: { delimiter: ';', lineTerminator: '\n' },
        schema: {
          missingValues: ['', { value: ' n/a ', label: 'not asked' }, 'n/a'],
          primaryKey: ['id'],
          fields: [
            { name: 'id', constraints: { unique: true } },
            { name: 'sold on', type: 'date', format: '%d.%m.%Y', constraints: { minimum: '2000-01-01' } },
            {
              name: 'Fläche',
              title: 'Living\n area',
              type: 'number',
              role: 'feature',
              unit: 'm²',
              constraints: { required: true, minimum: 10 },
              decimalChar: ',',
              groupChar: '.',
              step: 0.5,
              example: 88.5,
              missingValues: ['-'],
            },
            {
              name: 'garden',
              type: 'boolean',
              role: 'feature',
              trueValues: ['ja'],
              falseValues: ['nein'],
              example: true,
            },
            {
              name: 'rooms',
              type: 'integer',
              role: 'feature',
              categories: [1, { value: 2, label: 'two' }, 3],
              example: 2,
            },
            { name: 'price', type: 'integer', role: 'target', rejectMissing: true },
            { name: 'select', type: 'string', role: 'target', categories: [{ value: 'cash' }, 'loan'] },
          ],
        },
      },
    ],
  }
  const { columns, ...dataset } = parse(definition)
  const any = { description: expect.any(String), required: false, missing: ['', 'n/a'] }
  expect(dataset).toMatchObject({
    name: 'houses',
    title: 'Of the package',
    description: 'Houses.',
    definitionFile: FILE,
    definition,
    file: 'data/csv/houses 2024.csv',
    dialect: { delimiter: ';', quoteChar: '"' },
    columnNames: ['id', 'sold on', 'Fläche', 'garden', 'rooms', 'price', 'select'],
  })
  expect(dataset.features.map(({ name }) => name)).toEqual(['Fläche', 'garden', 'rooms'])
  expect(dataset.targets.map(({ name }) => name)).toEqual(['price', 'select'])
  expect(columns).toEqual([
    { ...any, name: 'id', title: 'id', role: 'attribute', kind: 'text' },
    { ...any, name: 'sold on', title: 'sold on', role: 'attribute', kind: 'text' },
    {
      ...any,
      name: 'Fläche',
      title: 'Living area',
      role: 'feature',
      kind: 'number',
      required: true,
      missing: ['-'],
      integer: false,
      unit: 'm²',
      min: 10,
      max: undefined,
      step: 0.5,
      example: 88.5,
      decimalChar: ',',
      groupChar: '.',
    },
    {
      ...any,
      name: 'garden',
      title: 'garden',
      role: 'feature',
      kind: 'boolean',
      trueValues: ['ja'],
      falseValues: ['nein'],
      example: true,
    },
    {
      ...any,
      name: 'rooms',
      title: 'rooms',
      role: 'feature',
      kind: 'category',
      categories: ['1', '2', '3'],
      labels: ['1', 'two', '3'],
      example: '2',
    },
    {
      ...any,
      name: 'price',
      title: 'price',
      role: 'target',
      kind: 'number',
      required: true,
      integer: true,
      unit: undefined,
      step: 1,
      min: undefined,
      max: undefined,
      example: undefined,
      decimalChar: '.',
      groupChar: undefined,
    },
    {
      ...any,
      name: 'select',
      title: 'select',
      role: 'target',
      kind: 'category',
      categories: ['cash', 'loan'],
      labels: ['cash', 'loan'],
      example: undefined,
    },
  ])
})

test('what the standard sets where nothing is said', () => {
  const { dialect, columns } = parse(withAge({ type: 'boolean' }))
  expect(dialect).toEqual({ delimiter: ',', quoteChar: '"' })
  expect(columns[0]).toMatchObject({
    missing: [''],
    trueValues: ['true', 'True', 'TRUE', '1'],
    falseValues: ['false', 'False', 'FALSE', '0'],
  })
})

test.each(['größe in cm', 'Länge [mm]', 'select', 'a`b"c', '%s ? $1 :x', 'x.y', 'N'.repeat(64), '名前'])(
  'a column may be called %s',
  (name) => {
    expect(parse(named(name)).columnNames).toEqual([name, 'pet'])
  },
)

test('accents tell names apart, as they do in both databases', () => {
  expect(parse(fields({ ...age, name: 'für' }, { ...age, name: 'fur' }, pet)).columns).toHaveLength(3)
})

test('a hundred classes and a thousand categories are fine', () => {
  expect(parse(withPet({ categories: numbers(100) })).targets).toHaveLength(1)
  expect(parse(withAge({ type: 'string', categories: numbers(1000) })).features).toHaveLength(1)
})

test.each<[string, string, string]>([
  ['no JSON', '{"resources": [', ' is not JSON (Unexpected end of JSON input); mend it.'],
  ['an empty file', '', ' is not JSON (Unexpected end of JSON input); mend it.'],
  ['control characters', '\u001b[31m', ' is not JSON (Unexpected token'],
  ['a list', '[]', ' must hold one object, as data/datapackage.json does.'],
  ['null', 'null', ' must hold one object, as data/datapackage.json does.'],
  ['nothing in it', '{}', ': resources is missing; add it.'],
  [
    'a number too large',
    JSON.stringify(withAge({ example: 1 })).replace('"example":1', '"example":1e999'),
    ', field "age": the example must be a number, and without quotes.',
  ],
])('refuses a text with %s', (_, text, says) => {
  expect(sentence(text)).toContain(`${FILE}${says}`)
  expect(sentence(text)).not.toMatch(/\p{Cc}/u)
})

test.each<[string, Json, string]>([
  ['no table', { resources: [] }, ': resources must hold one table: write a definition file for each.'],
  [
    'two tables',
    { resources: [...resource({}).resources, ...resource({}).resources] },
    ': resources must hold one table: write a definition file for each.',
  ],
  ['no name', resource({ name: undefined }), ': name is missing; add it.'],
  ['no path', resource({ path: undefined }), ': path is missing; add it.'],
  ['several files', resource({ path: ['a.csv', 'b.csv'] }), ': path must be a text.'],
  ['rows in it', resource({ data: [] }), ': data is not supported: name a file by its path.'],
  ['another encoding', resource({ encoding: 'windows-1252' }), ': encoding must be utf-8: save the file so.'],
  ['a compressed file', resource({ compression: 'gz' }), ': compression is not supported: unpack the file.'],
  [
    'no header',
    resource({ dialect: { header: false } }),
    ': dialect.header must be true: columns are found by the names in',
  ],
  ['a long delimiter', resource({ dialect: { delimiter: '||' } }), ': dialect.delimiter must be one character.'],
  ['a quote as delimiter', resource({ dialect: { delimiter: '"' } }), ': delimiter and quoteChar are the same; mend'],
  [
    'comments',
    resource({ dialect: { commentChar: '#' } }),
    ': dialect.commentChar is not supported: take the comments',
  ],
  ['a dialect elsewhere', resource({ dialect: 'dialect.json' }), ': dialect must be an object.'],
  ['no schema', resource({ schema: undefined }), ': schema is missing; add it.'],
  ['no fields', fields(), ': schema.fields is empty; it names the columns.'],
  ['1,001 fields', fields(...numbers(1001).map((name) => ({ name }))), ': schema.fields has more than 1,000 fields.'],
  [
    'other columns in the file',
    resource({ schema: { fields: both, fieldsMatch: 'subset' } }),
    ': schema.fieldsMatch must be equal: the file has the columns that are named here and no others, in any order.',
  ],
  [
    'no target',
    fields(age, { ...pet, role: 'attribute' }),
    ': no field has the role target; give it to what shall be predicted.',
  ],
  [
    'no feature',
    fields({ ...age, role: 'attribute' }, pet),
    ': no field has the role feature; give it to what is learned from.',
  ],
])('refuses a definition with %s', (_, definition, says) => {
  expect(sentence(JSON.stringify(definition))).toContain(`${FILE}${says}`)
})

test.each([
  ['Pets', 'must be 1 to 40 lower-case letters, digits and _, and start with a letter'],
  ['2pets', 'must be 1 to 40'],
  ['', 'must be 1 to 40'],
  ['my-pets', 'must be 1 to 40'],
  ['pets; drop table x', 'must be 1 to 40'],
  ['p'.repeat(41), 'must be 1 to 40'],
  ['order', 'is a reserved word of SQL, and tables are called by it'],
  ['task_runs', 'is that of the table in which the steps keep their results'],
  ['sqlite', 'is one that SQLite keeps for itself'],
  ['__proto__', 'must be 1 to 40'],
  ['constructor', 'is one that JavaScript or JSON Schema keeps for itself'],
])('refuses %j as the name of a data set', (name, says) => {
  expect(sentence(JSON.stringify(resource({ name })))).toContain(
    `${FILE}: the name ${JSON.stringify(name).slice(0, 41)}`,
  )
  expect(sentence(JSON.stringify(resource({ name })))).toContain(says)
})

test.each([
  ['../pets.csv', 'leads out of the folder'],
  ['csv/../../pets.csv', 'leads out of the folder'],
  ['/etc/passwd', 'starts at the root of the disk'],
  ['https://example.org/pets.csv', 'is an address or has a drive'],
  ['C:pets.csv', 'is an address or has a drive'],
  ['..\\pets.csv', 'holds a backslash or a control character'],
  ['pets.csv\0', 'holds a backslash or a control character'],
  ['', 'is empty'],
])('refuses the path %j', (path, says) => {
  expect(sentence(JSON.stringify(resource({ path })))).toBe(
    `${FILE}: the path ${JSON.stringify(path)} ${says}; name a file in the folder of the definition, or below it.`,
  )
})

test.each([
  ['', 'is empty'],
  [' age', 'starts or ends with a blank'],
  ['age\t', 'starts or ends with a blank'],
  ['a\0b', 'holds a control character'],
  ['a\nb', 'holds a control character'],
  ['\ud800', 'holds a control character'],
  ['age 🐧', 'holds a character, such as an emoji, that MySQL takes in no name'],
  ['x'.repeat(65), 'is longer than 64 characters'],
  ['x'.repeat(200), 'is longer than 64 characters'],
  ['line', "is that of a column which the program's tables have of their own"],
  ['Split', "is that of a column which the program's tables have of their own"],
  ['REASON', "is that of a column which the program's tables have of their own"],
  ['__proto__', 'is one that JavaScript or JSON Schema keeps for itself'],
  ['toString', 'is one that JavaScript or JSON Schema keeps for itself'],
  ['$ref', 'is one that JavaScript or JSON Schema keeps for itself'],
  ['__fields', "is that of a column which the program's tables have of their own"],
])('refuses %j as the name of a field', (name, says) => {
  const message = sentence(JSON.stringify(named(name)))
  expect(message).toContain(`${FILE}, field 1: the name `)
  expect(message).toContain(`${says}; give the column another here and in the file.`)
  expect(message.length).toBeLessThan(250)
})

test.each([
  ['age', 'Age'],
  ['größe', 'GRÖSSE'.replace('SS', 'ẞ')],
  ['ä', 'a\u0308'],
  ['k', '\u212a'],
  ['i', 'İ'],
])('refuses %s beside %s, which are one name to a database or a reader', (one, other) => {
  expect(sentence(JSON.stringify(fields({ ...age, name: one }, { ...age, name: other }, pet)))).toBe(
    `${FILE}: the fields "${one}" and "${other}" are one name to a database, which does not tell case; give one of the columns another here and in the file.`,
  )
})

test.each<[string, Json, string]>([
  ['two of one name', fields(age, age, pet), ', field "age": two fields have this name; remove or rename one.'],
  [
    'a target that is also a feature',
    fields(age, pet, { ...pet, role: 'feature' }),
    ', field "pet": it is both a feature and a target, and a target can\'t be learned from; keep one.',
  ],
  [
    'two roles',
    withPet({ role: ['target', 'feature'] }),
    ', field "pet": role must be one of feature, target, attribute, and no list: a target can\'t be learned from.',
  ],
  ['an unknown role', withAge({ role: 'label' }), ', field "age": role must be one of feature, target, attribute.'],
  [
    'an unknown type',
    withAge({ type: 'float' }),
    ', field "age": type must be one of number, integer, string, boolean',
  ],
  ['no name', fields({ type: 'integer' }, pet), ', field 1: name is missing; add it.'],
  ['no object', fields('age', pet), ', field 1: it must be an object.'],
  [
    'a text that is learned from',
    withAge({ type: 'string' }),
    ', field "age": it is text without categories and can\'t be a feature; give it categories, or the role attribute.',
  ],
  [
    'a date that is predicted',
    withPet({ type: 'date', categories: undefined }),
    ', field "pet": it is of type date and can\'t be a target; give it categories, or the role attribute.',
  ],
  [
    'a list of values',
    withPet({ categories: undefined, constraints: { enum: ['cat'] } }),
    ', field "pet": constraints.enum is not supported; list the values as categories.',
  ],
  [
    'an open bound',
    withAge({ constraints: { exclusiveMinimum: 0 } }),
    ', field "age": constraints.exclusiveMinimum is not supported for a feature; use required, minimum and maximum alone.',
  ],
  [
    'a minimum above its maximum',
    withAge({ constraints: { minimum: 9, maximum: 1 } }),
    ', field "age": the minimum, 9, is above the maximum, 1; swap or mend them.',
  ],
  [
    'a minimum in quotes',
    withAge({ constraints: { minimum: '9' } }),
    ', field "age": the minimum must be a number, and without quotes.',
  ],
  [
    'an unlikely example',
    withAge({ example: 121 }),
    ', field "age": the example, 121, is outside 0 to 120; take one that is likely.',
  ],
  [
    'a step of nothing',
    withAge({ step: 0 }),
    ', field "age": the step, 0, is not above 0; say what the number is measured to, as in 0.1.',
  ],
  [
    'half a step',
    withAge({ step: 0.5 }),
    ', field "age": the step, 0.5, is no whole number, and the field\'s type is integer; mend one of them.',
  ],
  ['half an example', withAge({ example: 1.5 }), ', field "age": the example, 1.5, is no whole number; take one.'],
  [
    'a digit as decimal sign',
    withAge({ decimalChar: '1' }),
    ', field "age": decimalChar is "1", which no number can hold as such; mend it.',
  ],
  [
    'one sign for two',
    withAge({ decimalChar: ',', groupChar: ',' }),
    ', field "age": decimalChar and groupChar are both ","; mend one of them.',
  ],
  [
    'numbers with text',
    withAge({ bareNumber: false }),
    ', field "age": bareNumber must be true: numbers are written without a currency or a %.',
  ],
  [
    'categories of a number',
    withAge({ type: 'number', categories: [1, 2] }),
    ', field "age": a field of type number has no categories; make it a string or an integer.',
  ],
  [
    'categories of another type',
    withAge({ categories: ['1', '2'] }),
    ', field "age": the category "1" is of another type than the field; write it without quotes.',
  ],
  [
    'numbers as categories of text',
    withPet({ categories: [1, 2] }),
    ', field "pet": the category 1 is of another type than the field; write it in quotes.',
  ],
  [
    'a category that is a list',
    withPet({ categories: [['cat']] }),
    ', field "pet": categories[0] must be a text, a whole number, or an object with one of these as its value.',
  ],
  [
    'no categories',
    withPet({ categories: [] }),
    ', field "pet": the list of categories is empty; name them, or leave the list out.',
  ],
  [
    'one category',
    withPet({ categories: ['cat'] }),
    ', field "pet": it has one category, from which nothing is learned; name the others, or give it the role attribute.',
  ],
  [
    '101 classes',
    withPet({ categories: numbers(101) }),
    ', field "pet": it has 101 categories, and 100 are the most that a target can have; join rare ones, or give it the role attribute without a list.',
  ],
  [
    '10,000 categories',
    withAge({ type: 'string', categories: numbers(10_000) }),
    ', field "age": it has 10000 categories, and 1000 are the most that a feature can have; join',
  ],
  [
    'a category twice',
    withPet({ categories: ['cat', 'dog', 'cat'] }),
    ', field "pet": the category "cat" stands in the list twice; remove one.',
  ],
  [
    'an empty category',
    withPet({ categories: ['cat', ''] }),
    ', field "pet": the category "" is empty; list it under missingValues.',
  ],
  [
    'a blank before a category',
    withPet({ categories: ['cat', ' dog'] }),
    ', field "pet": the category " dog" starts or ends with a blank; remove it',
  ],
  [
    'a missing category',
    withPet({ missingValues: ['dog'] }),
    ', field "pet": the category "dog" is also a mark of a missing value; remove it there or here.',
  ],
  [
    'a category of 256 characters',
    withPet({ categories: ['cat', 'x'.repeat(256)] }),
    '" is longer than 255 characters; shorten it here and in the file.',
  ],
  [
    'a category that is no text',
    withPet({ categories: ['cat', 'a\0'] }),
    ' holds a control character; remove it here and in the file.',
  ],
  [
    '__proto__ as a category',
    withPet({ categories: ['cat', '__proto__'] }),
    ', field "pet": the category "__proto__" is a word that JavaScript or JSON Schema keeps for itself; write another here and in the file.',
  ],
  [
    'an example that is no category',
    withPet({ example: 'cow' }),
    ', field "pet": the example "cow" is none of the categories; take one of them.',
  ],
  [
    'a text for yes and no',
    withPet({ type: 'boolean', categories: undefined, trueValues: ['y'], falseValues: ['n', 'y'] }),
    ', field "pet": "y" stands in two of trueValues, falseValues and missingValues; leave it in one.',
  ],
  [
    'no text for yes',
    withPet({ type: 'boolean', categories: undefined, trueValues: [] }),
    ', field "pet": trueValues is empty; list how the file writes it.',
  ],
  [
    'a boolean in quotes',
    withPet({ type: 'boolean', categories: undefined, example: 'true' }),
    ', field "pet": the example must be true or false, without quotes.',
  ],
  [
    'a mark that is a number',
    withPet({ missingValues: [-9] }),
    ', field "pet": missingValues[0] must be a text, or an object with a text as its value.',
  ],
  [
    'two columns of one name in the model',
    fields({ ...age, name: 'a=b' }, { ...pet, name: 'a', categories: ['b', 'c'], role: 'feature' }, pet),
    ': two columns of the model would be called "a=b"; rename a field or a category, here and in the file.',
  ],
])('refuses fields with %s', (_, definition, says) => {
  const message = sentence(JSON.stringify(definition))
  expect(message.slice(0, FILE.length)).toBe(FILE)
  expect(message).toContain(says)
})
