import { join } from 'node:path'
import { codeOf, messageOf, TemporaryError, UserError } from '../core/errors.js'
import { NotThatFile, readRegularFile } from '../core/regularFile.js'

/** No file in the models folder is larger, except models and the history. */
const MAX_FILE_BYTES = 1 << 20

/** The file is not there, or is something else: the bundle is damaged. */
const damaged = ['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENXIO', 'ENODEV']

/**
 * Reads a file of the models folder.
 *
 * @param mend what to do where it is damaged
 * @throws UserError MODEL_INVALID when it is not there, too large or no file, with the system's error as its cause; TemporaryError
 *   MODEL_UNREADABLE for anything else, such as a network disk that is away: it says nothing about the bundle and may pass
 */
export async function readFile(folder: string, name: string, mend: string, limit = MAX_FILE_BYTES): Promise<Buffer> {
  const path = join(folder, name)
  return readRegularFile(path, limit).catch((error: unknown) => {
    throw unreadable(path, error, mend)
  })
}

/** What to say where a file can't be read: the errors of `readFile`. */
export function unreadable(path: string, error: unknown, mend: string): UserError {
  const reason = codeOf(error) ?? messageOf(error)
  const text = (advice: string) => `${path} can't be read (${reason}); ${advice}.`
  return error instanceof NotThatFile || damaged.includes(reason)
    ? new UserError('MODEL_INVALID', text(mend), { cause: error })
    : new TemporaryError('MODEL_UNREADABLE', text('mend its rights, or try again'), { cause: error })
}
