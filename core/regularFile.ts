import { constants, type Stats } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'

/** The path names something that is not a regular file, or a file larger than such a file can be. */
export class NotThatFile extends Error {
  override name = 'NotThatFile'
}

/**
 * The bytes of a regular file, as many as it has when it is opened.
 *
 * @throws as `openRegularFile`
 */
export async function readRegularFile(path: string, limit: number): Promise<Buffer> {
  const { file, stats } = await openRegularFile(path, limit)
  try {
    // What is written from now on is for the next reader.
    const bytes = Buffer.alloc(stats.size)
    let length = 0
    for (;;) {
      const { bytesRead } = await file.read(bytes, length, bytes.length - length, length)
      length += bytesRead
      if (bytesRead === 0 || length === bytes.length) return bytes.subarray(0, length)
    }
  } finally {
    await file.close()
  }
}

/**
 * Opens a regular file to read; whoever opens it closes it. Anything else is refused at once, even behind a link: a named pipe would
 * wait for a writer, and a device may never end.
 *
 * @param limit in bytes; a larger file is refused before it is read
 * @throws NotThatFile when it is no regular file or too large; the system's errors, such as ENOENT, as they are
 */
export async function openRegularFile(path: string, limit: number): Promise<{ file: FileHandle; stats: Stats }> {
  // Without O_NONBLOCK opening a named pipe waits. Windows has neither.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = await file.stat()
    // A folder's own error, EISDIR, comes when it is read.
    if (!stats.isFile() && !stats.isDirectory()) throw new NotThatFile(`it is ${kindOf(stats)} and no file`)
    if (stats.size > limit) throw new NotThatFile(`it has ${stats.size} bytes, and ${limit} are the most`)
    return { file, stats }
  } catch (error) {
    await file.close()
    throw error
  }
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isSocket()) return 'a socket'
  return 'a device'
}
