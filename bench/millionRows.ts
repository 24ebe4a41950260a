import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import type { Dataset } from '../core/dataset/dataset.js'
import type { Run } from './processes.js'
import type { Figure } from './table.js'

export const ROWS = 1_000_000

/** A CSV file of the reference rows over and over, each a little different; made once. */
export async function millionRows(folder: string, dataset: Dataset, rowCount = ROWS): Promise<string> {
  const path = join(folder, `${rowCount}.csv`)
  if (existsSync(path)) return path
  const [header, ...rows] = readFileSync(dataset.file, 'utf8').trim().split('\n')
  const file = createWriteStream(path)
  file.write(`${header}\n`)
  for (let i = 0; i < rowCount; i += 1000) {
    const lines = Array.from({ length: 1000 }, (_, j) =>
      rows[(i + j) % rows.length]!.replace(/(\d{4})/, `$1.${(i + j) % 97}`),
    )
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  return path
}

/** The same rows as NDJSON: an object of the features a line, where a value that is no number is null; made once. */
export async function millionLines(folder: string, dataset: Dataset): Promise<string> {
  const path = join(folder, 'million.ndjson')
  if (existsSync(path)) return path
  const rows = createReadStream(await millionRows(folder, dataset)).pipe(parse({ columns: true }))
  const lines = async function* (records: AsyncIterable<Record<string, string>>) {
    for await (const record of records) {
      const values = dataset.features.map(({ name }) => [name, Number(record[name])])
      yield `${JSON.stringify(Object.fromEntries(values))}\n`
    }
  }
  await pipeline(rows, lines, createWriteStream(path))
  return path
}

/** A run over so many rows as rows a second. */
export async function rated(run: Promise<Run>, rowCount = ROWS): Promise<Figure[]> {
  const { seconds, peakMb } = await run
  return [{ value: rowCount / seconds, unit: 'rows/s', peakMb }]
}
