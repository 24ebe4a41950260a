import { z } from 'zod'

/*
 * What this program reads of a Data Package, version 2 (https://datapackage.org), with one resource. Other keys of the standard, such as
 * licenses and sources, are let through; what it can't do as the standard says is refused here.
 */

const only = <Value extends string | number | boolean>(value: Value, says: string) => z.literal(value, says).optional()
const not = (says: string) => z.never(says).optional()
const text = z.string()
const oneCharacter = text.regex(/^[^\r\n]$/, 'must be one character')

const dialect = z.looseObject({
  delimiter: oneCharacter.default(',').describe('What stands between two values; a tab is "\\t".'),
  quoteChar: oneCharacter.default('"').describe('What stands around a value that holds the delimiter or a line break.'),
  header: only(true, 'must be true: columns are found by the names in the first line'),
  doubleQuote: only(true, 'must be true: a quote within quotes is written twice'),
  skipInitialSpace: only(false, 'must be false: leave out the blanks after the delimiter in the file'),
  headerRows: not('is not supported: the header is one line, the first'),
  commentRows: not('is not supported: take the comments out of the file'),
  commentChar: not('is not supported: take the comments out of the file'),
  escapeChar: not('is not supported: write a quote within quotes twice'),
  nullSequence: not('is not supported: use missingValues'),
})

const marks = z
  .array(z.union([text, z.looseObject({ value: text })], 'must be a text, or an object with a text as its value'))
  .transform((list) => [...new Set(list.map((mark) => (typeof mark === 'string' ? mark : mark.value).trim()))])
  .describe("How the file writes that there is no value; a field's own list replaces the schema's.")

const category = z.union([text, z.int()])
const categories = z
  .array(
    z.union(
      [category, z.looseObject({ value: category, label: text.optional() })],
      'must be a text, a whole number, or an object with one of these as its value',
    ),
  )
  .transform((list) => list.map((it) => (typeof it === 'object' ? it : { value: it })))
  .describe(
    'All values that are right, as the file writes them, or objects with such a value and a label for people; of a target they are the classes.',
  )

const bound = z.union([z.number(), text], 'must be a number').optional()

const roles = ['feature', 'target', 'attribute'] as const

/** The types of the standard. Of the last eleven a field can only be an attribute. */
const types = [
  ...['number', 'integer', 'string', 'boolean'],
  ...[
    'date',
    'datetime',
    'time',
    'year',
    'yearmonth',
    'duration',
    'object',
    'array',
    'list',
    'geopoint',
    'geojson',
    'any',
  ],
] as const

const field = z.looseObject({
  name: text.describe('The name of the column, as in the header of the file.'),
  type: z
    .enum(types)
    .default('any')
    .describe('Features and targets are a number, integer, boolean, or have categories.'),
  title: text.optional().describe('The name for people.'),
  description: text.optional(),
  role: z
    .enum(roles, {
      error: ({ input }) =>
        Array.isArray(input)
          ? `must be one of ${roles.join(', ')}, and no list: a target can't be learned from`
          : undefined,
    })
    .default('attribute')
    .describe('Our own: a feature is learned from, a target predicted, an attribute kept alone. A field has one role.'),
  unit: text.optional().describe('Our own: what the number is measured in, as in mm.'),
  step: z
    .number()
    .optional()
    .describe('Our own: what the number is measured to, as in 0.1; the page moves by it. 1 for an integer.'),
  rejectMissing: z
    .boolean()
    .default(false)
    .describe('Our own: rows without a value are rejected, as by constraints.required, though the file has such rows.'),
  constraints: z
    .looseObject({
      required: z.boolean().optional().describe('The file has no row without a value; one that comes is rejected.'),
      minimum: bound.describe('A row with a smaller number is rejected, and a request refused.'),
      maximum: bound.describe('A row with a larger number is rejected, and a request refused.'),
    })
    .default({}),
  categories: categories.optional(),
  missingValues: marks.optional(),
  decimalChar: oneCharacter.default('.').describe('The decimal sign.'),
  groupChar: oneCharacter.optional().describe('What stands between thousands.'),
  bareNumber: only(true, 'must be true: numbers are written without a currency or a %'),
  trueValues: z.array(text).default(['true', 'True', 'TRUE', '1']),
  falseValues: z.array(text).default(['false', 'False', 'FALSE', '0']),
  example: z.unknown().optional().describe('A likely value; requests that are shown as examples use it.'),
})

const resource = z.looseObject({
  name: text.describe('Names the tables and the DAGs: lower-case letters, digits and _.'),
  title: text.optional().describe('The name for people.'),
  description: text.optional(),
  path: text.describe('The CSV file, in the folder of this file or below.'),
  data: not('is not supported: name a file by its path'),
  compression: not('is not supported: unpack the file'),
  encoding: text.regex(/^[uU][tT][fF]-?8$/, 'must be utf-8: save the file so').optional(),
  dialect: dialect.prefault({}),
  schema: z.looseObject({
    fields: z
      .array(field)
      .min(1, 'is empty; it names the columns')
      .max(1000, 'has more than 1,000 fields')
      .describe('One for each column of the file.'),
    missingValues: marks.default(['']),
    fieldsMatch: z
      .enum(
        ['exact', 'equal'],
        'must be equal: the file has the columns that are named here and no others, in any order',
      )
      .optional(),
  }),
})

/** The definition file; `data/datapackage.schema.json` is made of it. */
export const definitionSchema = z.looseObject({
  title: text.optional(),
  description: text.optional(),
  resources: z
    .array(resource)
    .length(1, 'must hold one table: write a definition file for each')
    .describe('The table, one.'),
})

export type Field = z.infer<typeof field>
