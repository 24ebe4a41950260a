import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf, messageOf, UserError } from '../core/errors.js'
import { readRegularFile } from '../core/regularFile.js'

/** One line for each change of the pointer and for each version that was kept back, the oldest first. */
const HISTORY = 'history.jsonl'

/** Room for a few hundred thousand changes. */
const MAX_HISTORY_BYTES = 64 << 20

export const changeSchema = z.object({
  at: z.iso.datetime(),
  from: z.string().nullable(),
  to: z.string(),
  /** `found` is a change that this program did not make, seen when it made the next one. */
  action: z.enum(['train', 'promote', 'rollback', 'found']),
  why: z.string(),
})

/** From which version to which the pointer was moved, when, by what, and why. */
export type Change = z.infer<typeof changeSchema>

const keptSchema = z.object({ at: z.iso.datetime(), kept: z.string(), why: z.string() })

/** A version that was published and did not come into use, and why. */
export type Kept = z.infer<typeof keptSchema>

const lineSchema = z.union([changeSchema, keptSchema])

/**
 * All changes of the pointer. A line that a crash cut short is no change.
 *
 * @throws UserError HISTORY when the file can't be read
 */
export async function readHistory(folder: string): Promise<Change[]> {
  return (await readLines(folder)).filter((line) => 'to' in line)
}

/**
 * The versions in the order in which they were published. The history tells it, not a clock: workers' clocks differ. A version
 * without a line there, such as a bundle that was copied in, is not listed.
 *
 * @throws UserError HISTORY when the file can't be read
 */
export async function publishedOrder(folder: string): Promise<string[]> {
  return [...new Set((await readLines(folder)).map((line) => ('to' in line ? line.to : line.kept)))]
}

async function readLines(folder: string): Promise<(Change | Kept)[]> {
  const path = join(folder, HISTORY)
  const bytes = await readRegularFile(path, MAX_HISTORY_BYTES).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return ''
    const reason = codeOf(error) ?? messageOf(error)
    throw new UserError('HISTORY', `${path} can't be read (${reason}); mend its rights, or move it away.`, {
      cause: error,
    })
  })
  return String(bytes)
    .split('\n')
    .flatMap((line) => {
      try {
        return [lineSchema.parse(JSON.parse(line))]
      } catch {
        return []
      }
    })
}

/** One write at the end of the file, on a new line even after one that a crash cut short. */
export async function appendHistory(folder: string, line: Change | Kept) {
  const path = join(folder, HISTORY)
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

/**
 * The versions that were current and were not rolled back from, the newest last. The last is current; a rollback goes to the one
 * before it.
 */
export function standing(history: readonly Change[]): string[] {
  const stack: string[] = []
  for (const { action, to } of history) {
    if (action === 'rollback' && stack.includes(to)) stack.length = stack.lastIndexOf(to) + 1
    else if (stack.at(-1) !== to) stack.push(to)
  }
  return stack
}

/**
 * The versions that led to the current one, which is the last: each replaced the one before it. A version that was left for an
 * older one, by a rollback or by hand, is not listed.
 */
export function lineage(history: readonly Change[]): string[] {
  const line: string[] = []
  for (const { to } of history) {
    if (line.includes(to)) line.length = line.indexOf(to) + 1
    else line.push(to)
  }
  return line
}

/** How a version came into use, the last time that it did; undefined if it never did. */
export const lastChangeTo = (history: readonly Change[], version: string) =>
  history.findLast(({ to }) => to === version)
