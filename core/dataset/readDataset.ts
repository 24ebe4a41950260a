import { codeOf, UserError } from '../errors.js'
import { NotThatFile, readRegularFile } from '../regularFile.js'
import type { Dataset } from './dataset.js'
import { parseDefinition } from './parseDefinition.js'

/** Even 1,000 fields with 1,000 categories each take less. */
const MAX_BYTES = 16 << 20

/**
 * Reads a definition file, once, at the start.
 *
 * @throws UserError DEFINITION when there is no such file or it is wrong
 */
export async function readDataset(path: string): Promise<Dataset> {
  const bytes = await readFile(path)
  let text: string
  try {
    // It leaves a byte-order mark out.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UserError('DEFINITION', `${path} is not UTF-8; save it so.`)
  }
  return parseDefinition(text, path)
}

async function readFile(path: string): Promise<Buffer> {
  try {
    return await readRegularFile(path, MAX_BYTES)
  } catch (error) {
    const known: Record<string, string> = { ENOENT: 'it does not exist', EISDIR: 'it is a folder' }
    const code = codeOf(error) ?? ''
    const says = error instanceof NotThatFile ? error.message : (known[code] ?? `it can't be read (${code})`)
    throw new UserError(
      'DEFINITION',
      `${path} is no definition file: ${says}; DATASET names one, as in data/datapackage.json.`,
      { cause: error },
    )
  }
}
