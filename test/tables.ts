import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '../core/dataset/dataset.js'
import { readDataset } from '../core/dataset/readDataset.js'
import { mulberry32 } from '../core/random.js'

/** A field of a definition file, and how it is filled. */
export interface FilledField {
  name: string
  role: 'feature' | 'target' | 'attribute'
  type: 'number' | 'integer' | 'boolean' | 'string'
  categories?: readonly string[]
  unit?: string
  constraints?: { required?: boolean; minimum?: number; maximum?: number }
  /** The text in the file, of a row; '' is missing. */
  text: (row: number) => string | number | boolean
}

/** Writes a table and its definition, and reads the definition. */
export function writeTable(
  folder: string,
  name: string,
  fields: readonly FilledField[],
  rowCount: number,
): Promise<Dataset> {
  const lines = Array.from({ length: rowCount }, (_, row) => fields.map(({ text }) => quoted(text(row))).join(','))
  writeFileSync(join(folder, `${name}.csv`), [fields.map((it) => quoted(it.name)).join(','), ...lines, ''].join('\n'))
  const definition = {
    resources: [{ name, path: `${name}.csv`, schema: { fields: fields.map(({ text: _, ...field }) => field) } }],
  }
  const path = join(folder, `${name}.json`)
  writeFileSync(path, JSON.stringify(definition))
  return readDataset(path)
}

const quoted = (text: string | number | boolean) =>
  typeof text === 'string' && /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : String(text)

/** A table with a feature and a target of every kind, each missing in some rows, and names that no program would choose. */
export function writeMixedTable(folder: string, rowCount = 600): Promise<Dataset> {
  const random = mulberry32(7)
  const rows = Array.from({ length: rowCount }, () => {
    const [size, step, city, fresh] = [
      random() * 40,
      Math.floor(random() * 5) - 2,
      Math.floor(random() * 4),
      random() < 0.4,
    ]
    const noise = random() + random() + random() - 1.5
    return { size, step, city, fresh, noise, blank: Math.floor(random() * 12) }
  })
  const filled = (blank: number, value: (row: (typeof rows)[number]) => string | number | boolean) => (row: number) =>
    rows[row]!.blank === blank ? '' : value(rows[row]!)
  const cities = ['Köln', 'New "York"', 'a,b', '<=50K']
  return writeTable(
    folder,
    'mixed',
    [
      { name: 'Größe in m²', role: 'feature', type: 'number', unit: 'm²', text: filled(0, (it) => it.size.toFixed(2)) },
      {
        name: 'step',
        role: 'feature',
        type: 'integer',
        constraints: { minimum: -2, maximum: 2 },
        text: filled(1, (it) => it.step),
      },
      { name: 'city', role: 'feature', type: 'string', categories: cities, text: filled(2, (it) => cities[it.city]!) },
      { name: 'fresh', role: 'feature', type: 'boolean', text: filled(3, (it) => it.fresh) },
      { name: 'note', role: 'attribute', type: 'string', text: (row) => `row ${row}` },
      {
        name: 'Preis in €',
        role: 'target',
        type: 'number',
        unit: '€',
        text: filled(4, (it) =>
          (100 + 5 * it.size + 20 * it.city + (it.fresh ? 30 : 0) - 10 * it.step + 8 * it.noise).toFixed(2),
        ),
      },
      {
        name: 'grade',
        role: 'target',
        type: 'string',
        categories: ['low', 'mid', 'high'],
        text: filled(
          5,
          (it) =>
            ['low', 'mid', 'high'][
              Math.min(2, Math.max(0, Math.floor((it.size + (it.fresh ? 10 : 0) + 6 * it.noise) / 15)))
            ]!,
        ),
      },
      { name: 'sold', role: 'target', type: 'boolean', text: filled(6, (it) => it.step + it.city + it.noise > 1.5) },
    ],
    rowCount,
  )
}
