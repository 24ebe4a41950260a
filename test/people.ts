import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { mulberry32 } from '../core/random.js'

// Every kind of feature, required and not, and of target; with names that JSON, JSON Pointer, JavaScript and HTML give a meaning.
const required = { required: true }
const fields = [
  {
    name: 'Alter (Jahre)',
    type: 'integer',
    unit: 'a',
    constraints: { ...required, minimum: 17, maximum: 90 },
    example: 40,
  },
  { name: 'größe/~1 m', type: 'number', unit: 'm', constraints: { minimum: 0 } },
  { name: 'kWh "`$x"', type: 'number', constraints: required },
  { name: 'aktiv?', type: 'boolean', constraints: required },
  { name: 'opt in', type: 'boolean' },
  { name: 'Ort', type: 'string', categories: ['Köln', 'Bad "X"', 'a/b'], constraints: required },
  { name: 'Klasse', type: 'integer', categories: [1, 2, 3], constraints: required },
  { name: 'work</script>', type: 'string', categories: ['self', 'state', 'private'], example: 'state' },
  { name: 'note', type: 'string', role: 'attribute' },
  { name: 'income $', type: 'string', categories: ['<=50K', '>50K'], role: 'target' },
  { name: 'größenklasse', type: 'string', categories: ['"s"', 'm & m', '$l`'], role: 'target' },
  { name: 'treu', type: 'boolean', role: 'target' },
  { name: 'Preis in €', type: 'number', unit: '€', role: 'target' },
].map((field) => ({ role: 'feature', ...field }))

/** A row to ask about. */
export const person = {
  'Alter (Jahre)': 40,
  'größe/~1 m': 1.8,
  'kWh "`$x"': 0.25,
  'aktiv?': true,
  'opt in': false,
  Ort: 'Bad "X"',
  Klasse: '2',
  'work</script>': 'state',
}
/** What of it may be missing. */
export const optional: (keyof typeof person)[] = ['größe/~1 m', 'opt in', 'work</script>']

/**
 * Writes a definition and three hundred rows, in which the numbers and the classes go with the age, and a tenth of what may be missing is.
 *
 * @returns the path of the definition
 */
export function writePeople(folder: string): string {
  const random = mulberry32(7)
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!
  const orNone = (value: string | number) => (random() < 0.1 ? '' : value)
  const quoted = (value: unknown) => `"${String(value).replaceAll('"', '""')}"`
  const lines = Array.from({ length: 300 }, () => {
    const age = 17 + Math.floor(random() * 70)
    const size = 1 + random()
    const place = pick(['Köln', 'Bad "X"', 'a/b'])
    const price = 10 * age + (place === 'Köln' ? 300 : 0)
    return [
      ...[age, orNone(size), random() - 0.5, pick(['true', 'false']), orNone(pick(['1', '0'])), place, pick([1, 2, 3])],
      ...[orNone(pick(['self', 'state', 'private'])), 'n', age > 50 ? '>50K' : '<=50K'],
      ...[size < 1.3 ? '"s"' : size < 1.6 ? 'm & m' : '$l`', age % 2 === 0 && age > 30 ? 'true' : 'false', price],
    ]
  })
  const table = [fields.map(({ name }) => name), ...lines].map((cells) => cells.map(quoted).join(',')).join('\n')
  writeFileSync(join(folder, 'table.csv'), `${table}\n`)
  const path = join(folder, 'table.json')
  const resource = { name: 'people', title: 'Leute & Preise', path: 'table.csv', schema: { fields } }
  writeFileSync(path, JSON.stringify({ resources: [resource] }))
  return path
}
