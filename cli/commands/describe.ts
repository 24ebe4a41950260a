import { Command } from 'commander'
import type { Column } from '../../core/dataset/dataset.js'
import { listed } from '../../core/dataset/wording.js'
import { expandHome } from '../../core/home.js'
import type { Description } from '../../tasks/describe/describe.js'
import { count, print, say } from '../output.js'

interface Flags {
  target: string[]
  name?: string
  out?: string
}

const addTo = (name: string, names: string[] = []) => [...names, name]

export const describeCommand = () =>
  new Command('describe')
    .description('draft the definition file of a CSV file: says what it guessed and what to check')
    .argument('<file>', 'the CSV file', expandHome)
    .requiredOption('--target <column>', 'a column to predict; again for another', addTo)
    .option('--name <name>', 'what tables and DAGs are called by; made of the name of the file, if not given')
    .option('--out <file>', "the file to write, in the CSV file's folder or above; beside it, if not given", expandHome)
    .action(async (file: string, { target, name, out }: Flags) => {
      const started = Date.now()
      const { describe } = await import('../../tasks/describe/describe.js')
      const description = await describe(file, { targets: target, name, out })
      tell(file, description)
      print({ ...resultOf(file, description), duration_ms: Date.now() - started })
    })

function tell(file: string, { dataset, rows, decimalChar, missing, notes }: Description) {
  const { columns, features, targets, definitionFile, dialect } = dataset
  const attributes = columns.filter(({ role }) => role === 'attribute')
  const marks = missing.map((mark) => JSON.stringify(mark)).join(', ')
  say(
    'describe',
    `${count(rows, 'row')} and ${count(columns.length, 'column')} of ${file} into ${definitionFile}`,
    `separator ${JSON.stringify(dialect.delimiter)}, decimal sign ${JSON.stringify(decimalChar)}, missing is ${marks}`,
  )
  say('targets', withKinds(targets))
  say('features', withKinds(features))
  if (attributes.length > 0) say('attributes', `${withKinds(attributes)}: kept, not learned from`)
  say(
    'check',
    ...notes,
    'ranges go half the span beyond what the file holds; rows and requests outside are refused',
    'titles and descriptions are made of the names',
  )
  say('then', `look through ${definitionFile}, and run:`, `  DATASET=${shellWord(definitionFile)} npm start`)
}

/** Columns with their kinds. */
const withKinds = (columns: readonly Column[]) =>
  listed(
    columns.map((column) => `${column.name} (${kindText(column)})`),
    12,
  )

function kindText(column: Column): string {
  switch (column.kind) {
    case 'number':
      return column.integer ? 'whole number' : 'number'
    case 'category':
      return `${column.categories.length} ${column.role === 'target' ? 'classes' : 'categories'}`
    case 'boolean':
      return 'yes or no'
    case 'text':
      return 'text'
  }
}

function resultOf(file: string, { dataset, rows, decimalChar, missing, notes }: Description) {
  const named = (role: Column['role']) =>
    dataset.columns.filter((column) => column.role === role).map(({ name }) => name)
  return {
    task: 'describe',
    file,
    definition: dataset.definitionFile,
    name: dataset.name,
    rows,
    delimiter: dataset.dialect.delimiter,
    decimal: decimalChar,
    missing,
    targets: named('target'),
    features: named('feature'),
    attributes: named('attribute'),
    notes,
  }
}

/** A path as a shell takes it for one word. */
const shellWord = (path: string) => (/^[\w./@%+=:,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`)
