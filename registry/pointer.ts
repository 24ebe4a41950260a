import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf, UserError } from '../core/errors.js'
import { POINTER, readCurrentVersion, formatPointer } from './bundle.js'
import { type Change, HISTORY, type Kept, MAX_HISTORY_BYTES, readHistory } from './history.js'
import { notWritten, PARTIAL, syncFolder, writeSynced } from './publish.js'
import { readRegularFile } from './regularFile.js'

/**
 * Makes a version the current one and adds a line to the history. The pointer is replaced by rename: whoever reads it, at any
 * moment and after any crash, finds the old version or the new one. To be called under the lock.
 *
 * @throws UserError MODELS_DIR when the folder can't be written; the old version then stays
 */
export async function setCurrent(modelsDir: string, to: string, action: Change['action'], why: string) {
  // A damaged pointer names none, and is replaced.
  const from = (await readCurrentVersion(modelsDir).catch(() => undefined)) ?? null
  try {
    await noteFound(modelsDir, from)
    await replacePointer(modelsDir, to)
  } catch (error) {
    throw error instanceof UserError || !codeOf(error)
      ? error
      : notWritten(modelsDir, error, `${to} did not come into use`)
  }
  // The change is made: a line that can't be written now is made up for by the next change.
  await append(modelsDir, { at: new Date().toISOString(), from, to, action, why }).catch(() => {})
}

/** Notes that a version was published and kept back: by that it has its place among the others. To be called under the lock. */
export async function noteKept(modelsDir: string, kept: string, why: string) {
  // Without its line it is sound as well, and counts as an old one.
  await append(modelsDir, { at: new Date().toISOString(), kept, why }).catch(() => {})
}

/** The pointer may have been changed by hand, or by a process that died before it could write its line. */
async function noteFound(modelsDir: string, current: string | null) {
  const last = (await readHistory(modelsDir)).at(-1)?.to ?? null
  if (current === null || current === last) return
  const why = 'the pointer named it already'
  await append(modelsDir, { at: new Date().toISOString(), from: last, to: current, action: 'found', why })
}

async function replacePointer(modelsDir: string, version: string) {
  const partial = join(modelsDir, `${PARTIAL}${version}.json`)
  try {
    await rm(partial, { force: true })
    await writeSynced(partial, formatPointer(version))
    await rename(partial, join(modelsDir, POINTER))
    await syncFolder(modelsDir)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    throw error
  }
}

/** One write, at the end of the file; after a line that a crash cut short a new one starts. */
async function append(modelsDir: string, line: Change | Kept) {
  const path = join(modelsDir, HISTORY)
  const text = await readRegularFile(path, MAX_HISTORY_BYTES).then(String, () => '')
  const file = await open(path, 'a')
  try {
    const start = text === '' || text.endsWith('\n') ? '' : '\n'
    await file.write(`${start}${JSON.stringify(line)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}
