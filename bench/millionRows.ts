import { once } from 'node:events'
import { createWriteStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '../core/dataset/dataset.js'

export const ROWS = 1_000_000

/** A CSV file of the reference rows over and over, each a little different; made once. */
export async function millionRows(folder: string, dataset: Dataset): Promise<string> {
  const path = join(folder, 'million.csv')
  if (existsSync(path)) return path
  const [header, ...rows] = readFileSync(dataset.file, 'utf8').trim().split('\n')
  const file = createWriteStream(path)
  file.write(`${header}\n`)
  for (let i = 0; i < ROWS; i += 1000) {
    const lines = Array.from({ length: 1000 }, (_, j) =>
      rows[(i + j) % rows.length]!.replace(/(\d{4})/, `$1.${(i + j) % 97}`),
    )
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  return path
}
