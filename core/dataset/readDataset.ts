import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { codeOf, UserError } from '../errors.js'
import type { Dataset } from './dataset.js'
import { parseDefinition } from './parseDefinition.js'

/** Of 1,000 fields with 1,000 categories none is so large. */
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
  const refuse = (says: string, cause?: unknown) =>
    new UserError('DEFINITION', `${path} ${says}; DATASET names the definition file, as in data/datapackage.json.`, {
      cause,
    })
  try {
    // Without O_NONBLOCK opening a named pipe waits. Windows has neither.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const stats = await file.stat()
      if (!stats.isFile()) throw refuse('is no file')
      if (stats.size > MAX_BYTES) throw refuse(`has ${stats.size} bytes, and ${MAX_BYTES} are the most`)
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw refuse(codeOf(error) === 'ENOENT' ? 'does not exist' : `can't be read (${codeOf(error)})`, error)
  }
}
