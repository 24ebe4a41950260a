import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { notWritten } from '../../../../registry/notWritten.js'
import type { FloatStore } from '../../../floatStore.js'
import type { Library } from './library.js'
import { makeScratchFolder } from './scratchFolder.js'

type Map = NonNullable<Library['map']>

/** So many are written to the file at a time. */
const PAGE_VALUES = 1_000_000

/**
 * Keeps float32s in a file that is mapped into memory: the system holds as much of it there as there is room for. The file has no name
 * any more once it is open, so it is gone with the last use of its values, or with the process, however that ends.
 *
 * @param scratch a folder on a disk
 * @throws UserError MODELS_DIR when the file can't be written, or the disk has not as much room
 */
export function storeOnDisk(map: Map, scratch: string, count: number): FloatStore {
  const size = count * Float32Array.BYTES_PER_ELEMENT
  const file = openNameless(scratch, size)
  const page = new Float32Array(Math.min(count, PAGE_VALUES))
  let waiting = 0
  const flush = () => {
    const bytes = new Uint8Array(page.buffer, 0, waiting * Float32Array.BYTES_PER_ELEMENT)
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
    } catch (error) {
      throw notWritten(scratch, error)
    }
    waiting = 0
  }
  return {
    write(values) {
      for (let from = 0; from < values.length; ) {
        const some = values.subarray(from, from + page.length - waiting)
        page.set(some, waiting)
        from += some.length
        waiting += some.length
        if (waiting === page.length) flush()
      }
    },
    finish() {
      flush()
      const all = new Float32Array(map(file, size))
      closeSync(file)
      return all
    },
  }
}

function openNameless(scratch: string, size: number): number {
  const folder = makeScratchFolder(scratch, size)
  try {
    return openSync(join(folder, 'values'), 'wx+')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
