import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf, UserError } from '../core/errors.js'
import { parseJson } from '../core/json.js'
import { appendHistory, type Change, readHistory } from './history.js'
import { notWritten } from './notWritten.js'
import { PARTIAL } from './publish.js'
import { readFile } from './readFile.js'
import { sha256 } from './sums.js'
import { syncFolder, writeSynced } from './writeSynced.js'

/** The file in the models folder that names the version in use. */
export const POINTER = 'current.json'

/** What a version may be called: a plain folder name, never a path. */
export const versionSchema = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z_-]{0,63}$/, 'is no name of one')

/** `{"version": "…"}` is enough when written by hand; the checksum is that of the version's name. */
const pointerSchema = z
  .strictObject({ version: versionSchema, sha256: z.string().optional() })
  .refine(({ version, sha256: sum }) => sum === undefined || sum === sha256(version), {
    path: ['sha256'],
    message: "is not that of the version's name, which is damaged or was changed by hand",
  })

/** With a checksum, so that a damaged name is never taken for another version's. */
const formatPointer = (version: string) => `${JSON.stringify({ version, sha256: sha256(version) })}\n`

/**
 * The version that the models folder's pointer names.
 *
 * @returns undefined when there is no pointer: nothing has been published yet
 * @throws UserError MODEL_INVALID when the pointer is damaged; TemporaryError MODEL_UNREADABLE when that can't be told now
 */
export async function readPointer(folder: string): Promise<string | undefined> {
  const mend = 'promote a version (`penguins models list` shows them) to replace it'
  const bytes = await readFile(folder, POINTER, mend).catch((error: unknown) => {
    if (error instanceof UserError && codeOf(error.cause) === 'ENOENT') return undefined
    throw error
  })
  const refuse = (reason: string) =>
    new UserError(
      'MODEL_INVALID',
      `${join(folder, POINTER)} does not name a version (${reason}); promote one (\`penguins models list\` shows them) to replace it.`,
    )
  return bytes && parseJson(bytes.toString(), pointerSchema, refuse).version
}

/**
 * Makes a version the current one and adds a line to the history. The pointer is replaced by rename: whoever reads it, at any
 * moment and after any crash, finds the old version or the new one. To be called under the lock.
 *
 * @throws UserError MODELS_DIR when the folder can't be written; the old version then stays
 */
export async function movePointer(folder: string, to: string, action: Change['action'], why: string) {
  // A damaged pointer names no version, and is replaced.
  const from = (await readPointer(folder).catch(() => undefined)) ?? null
  try {
    await noteFound(folder, from)
    await replacePointer(folder, to)
  } catch (error) {
    throw error instanceof UserError || !codeOf(error)
      ? error
      : notWritten(folder, error, `${to} did not come into use`)
  }
  // The change is made. If its line can't be written now, the next change notes it.
  await appendHistory(folder, { at: new Date().toISOString(), from, to, action, why }).catch(() => {})
}

/** Notes that a version was published and kept back, which gives it its place in the order. To be called under the lock. */
export async function noteKept(folder: string, kept: string, why: string) {
  // Without the line the version is sound too, but counts as the oldest.
  await appendHistory(folder, { at: new Date().toISOString(), kept, why }).catch(() => {})
}

/** The pointer may have been changed by hand, or by a process that died before it could write its line. */
async function noteFound(folder: string, current: string | null) {
  const last = (await readHistory(folder)).at(-1)?.to ?? null
  if (current === null || current === last) return
  const why = 'the pointer named it already'
  await appendHistory(folder, { at: new Date().toISOString(), from: last, to: current, action: 'found', why })
}

async function replacePointer(folder: string, version: string) {
  const partial = join(folder, `${PARTIAL}${version}.json`)
  try {
    await rm(partial, { force: true })
    await writeSynced(partial, formatPointer(version))
    await rename(partial, join(folder, POINTER))
    await syncFolder(folder)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    throw error
  }
}
