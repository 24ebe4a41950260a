import { constants, createReadStream, fstatSync, openSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Socket } from 'node:net'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { isatty } from 'node:tty'
import { codeOf, UserError } from '../core/errors.js'

/** The path that stands for standard input. */
const STDIN = '-'

/** How much is parsed in one go; the database's replies wait that long. */
const CHUNK_BYTES = 32 << 10

/** Nobody writes to a pipe that is silent for this long; other steps wait twice as long. */
const SILENCE_MS = 300_000

/** A path as messages name it. */
export const sourceName = (path: string) => (path === STDIN ? 'standard input' : path)

/**
 * The bytes of a file, or of a pipe, which is read once, to its end.
 *
 * @throws UserError CSV_FILE when there is nothing to read, or what never ends or is no file
 */
export async function openSource(path: string, silenceMs = SILENCE_MS): Promise<Readable> {
  const kind = await kindOf(path)
  if (kind === 'file') return path === STDIN ? process.stdin : createReadStream(path, { highWaterMark: CHUNK_BYTES })
  // Not a file stream: its pending read can't be cancelled, and would keep the process alive until somebody writes.
  const socket = path === STDIN ? (process.stdin as Socket) : openPipe(path)
  return socket.setTimeout(silenceMs, () => {
    const waited = `Nothing has come from ${sourceName(path)} for ${Math.round(silenceMs / 60_000)} minutes`
    socket.destroy(new UserError('CSV_FILE', `${waited}; see what writes to it, and start again.`))
  })
}

function openPipe(path: string): Socket {
  try {
    const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    return new Socket({ fd, readable: true, writable: false })
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** @throws UserError CSV_FILE when the file can't be read a second time, as a pipe can't */
export async function checkRereadable(path: string) {
  if ((await kindOf(path)) === 'file' && path !== STDIN && !resolve(path).startsWith('/dev/')) return
  throw new UserError(
    'CSV_FILE',
    `${sourceName(path)} can be read only once, and would be looked through and then loaded: save it as a file first, or use \`penguins load\`.`,
  )
}

/** Whether this is a pipe, which waits for its writer. */
export async function isPipe(path: string): Promise<boolean> {
  return (await kindOf(path)) === 'pipe'
}

async function kindOf(path: string): Promise<'file' | 'pipe'> {
  const found =
    path === STDIN ? fstatSync(0) : await stat(path).catch((error) => Promise.reject(unreadable(path, error)))
  if (found.isFile()) return 'file'
  if (found.isFIFO() || (path === STDIN && found.isSocket())) return 'pipe'
  if (found.isDirectory()) throw new UserError('CSV_FILE', `${sourceName(path)} is a folder; name a CSV file.`)
  const is = found.isSocket() ? 'socket' : path === STDIN && isatty(0) ? 'terminal' : 'device'
  throw new UserError('CSV_FILE', `${sourceName(path)} is a ${is}; name a CSV file or a pipe.`)
}

/** A sentence for a system error; any other error as it is. */
export function unreadable(path: string, error: unknown): unknown {
  if (!(error instanceof Error && 'syscall' in error)) return error
  if (codeOf(error) === 'ENOENT') {
    return new UserError('CSV_FILE', `${path} does not exist; name a CSV file that is there.`)
  }
  return new UserError(
    'CSV_FILE',
    `${sourceName(path)} can't be read (${codeOf(error)}); name another file or change its rights.`,
    { cause: error },
  )
}
