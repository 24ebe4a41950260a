import { constants, type Stats } from 'node:fs'
import { open } from 'node:fs/promises'

/** What stands under a file's name is none, or is larger than such a file can be. */
export class NotThatFile extends Error {
  override name = 'NotThatFile'
}

/**
 * The bytes of a regular file, as many as it has when it is opened. A named pipe, whose reader waits for a writer, a device,
 * which may never end, and what else is no file are refused at once, and behind links too.
 *
 * @param limit in bytes; a larger file is refused before it is read
 * @throws NotThatFile when it is no regular file or too large; the system's errors, such as ENOENT, as they are
 */
export async function readRegularFile(path: string, limit: number): Promise<Buffer> {
  // Without O_NONBLOCK opening a named pipe waits. Windows has neither.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    const stats = await file.stat()
    // A folder's own error, EISDIR, comes when it is read.
    if (!stats.isFile() && !stats.isDirectory()) throw new NotThatFile(`it is ${kindOf(stats)} and no file`)
    if (stats.size > limit) throw new NotThatFile(`it has ${stats.size} bytes, and ${limit} are the most`)
    // What is written to it from now on belongs to the next reading.
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

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a named pipe'
  if (stats.isSocket()) return 'a socket'
  return 'a device'
}
