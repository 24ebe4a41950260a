import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { UserError } from '../core/errors.js'
import { openRegularFile } from '../core/regularFile.js'
import { type Card, MANIFEST, MAX_MODEL_BYTES, notAsPublished, TRAIN_OR_PROMOTE } from './bundle.js'
import { CARD } from './card.js'
import { unreadable } from './readFile.js'
import type { Registry } from './registry.js'

/** A file of a bundle, found to be the one that was published. */
export interface PublishedFile {
  bytes: number
  sha256: string
  /** What it holds, piece by piece; the file is closed at its end. */
  read(): Readable
  /** To be called where it is not read. */
  close(): Promise<void>
}

/**
 * Opens a file of a bundle once its checksum is found to be right: the manifest, a file that it names, or the card for people. Memory
 * holds a piece of it at a time.
 *
 * @throws UserError NO_FILE when the bundle has no such file, naming those that it has; MODEL_INVALID when it is not the one that was
 *   published; TemporaryError MODEL_UNREADABLE when that can't be told now
 */
export async function openPublished({ folder }: Registry, card: Card, name: string): Promise<PublishedFile> {
  const files = filesOf(card)
  const { version } = card.manifest
  if (!files.has(name)) {
    const known = [...files.keys()].join(', ')
    throw new UserError(
      'NO_FILE',
      `${version} has no file ${JSON.stringify(name.slice(0, 80))}; its files are ${known}.`,
    )
  }
  const path = join(folder, version, name)
  try {
    return await openProved(path, files.get(name))
  } catch (error) {
    throw error instanceof UserError ? error : unreadable(path, error, TRAIN_OR_PROMOTE)
  }
}

/**
 * Their checksums by their names. In a bundle of format 1 the manifest has none, which has been read as one; and its card for people is
 * left out: what lies there under that name, perhaps a link, nobody can tell.
 */
function filesOf({ manifest, sums }: Card): Map<string, string | undefined> {
  const named = [...Object.values(manifest.targets), ...(manifest.profile ? [manifest.profile] : [])]
  return new Map([
    [MANIFEST, sums.get(MANIFEST)],
    ...named.map(({ file, sha256 }) => [file, sha256] as const),
    ...[...sums].filter(([name]) => name === CARD),
  ])
}

async function openProved(path: string, sum: string | undefined): Promise<PublishedFile> {
  const { file, stats } = await openRegularFile(path, MAX_MODEL_BYTES)
  try {
    const { size: bytes, mtimeMs, ctimeMs, ino } = stats
    const stamp = [bytes, mtimeMs, ctimeMs, ino].join()
    const sha256 = await sumOf(path, stamp, file)
    if (sum !== undefined && sha256 !== sum) throw notAsPublished(path)
    const read = () => file.createReadStream({ start: 0, ...(bytes > 0 && { end: bytes - 1 }) })
    return { bytes, sha256, read, close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

/** A file is read again only when it has changed: of a large one the checksum takes the time of many requests. */
const known = new Map<string, { stamp: string; sum: Promise<string> }>()

function sumOf(path: string, stamp: string, file: FileHandle): Promise<string> {
  const before = known.get(path)
  if (before?.stamp === stamp) return before.sum
  const sum = hash(file)
  known.set(path, { stamp, sum })
  // What could not be read now is read again.
  sum.catch(() => known.delete(path))
  return sum
}

async function hash(file: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of file.createReadStream({ start: 0, autoClose: false })) hash.update(piece)
  return hash.digest('hex')
}
