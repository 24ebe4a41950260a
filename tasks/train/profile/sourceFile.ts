import { basename } from 'node:path'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Profile } from '../../../core/model/profile.js'
import { lastResult } from '../../../database/runs.js'
import type { Tables } from '../../../database/tables.js'

const preprocessed = z.object({ rejected: z.int(), raw_fingerprint: z.string() })
const loaded = z.object({ file: z.string(), sha256: z.string() })

/**
 * The CSV file that the clean rows come from: what the steps have kept in `task_runs` leads from these rows to the raw rows they were
 * made of, and from those to the file. Undefined where a record is not there, or the file was a pipe.
 *
 * @param fingerprint of the clean rows, as results have it
 */
export async function sourceFile(
  db: Kysely<Tables>,
  fingerprint: string,
  rejectedCount: number,
): Promise<Profile['file']> {
  const made = preprocessed.safeParse(await lastResult(db, 'preprocess', fingerprint)).data
  // Equal clean rows may have come from other raw rows.
  if (made?.rejected !== rejectedCount) return undefined
  const from = loaded.safeParse(await lastResult(db, 'load', made.raw_fingerprint)).data
  if (!from || from.file === '-' || from.file.startsWith('/dev/')) return undefined
  return { name: basename(from.file), sha256: from.sha256 }
}
