import type { Kysely } from 'kysely'
import type { Dataset } from '../../../core/dataset/dataset.js'
import { listed } from '../../../core/dataset/wording.js'
import type { Profile, ProfileMode } from '../../../core/model/profile.js'
import { readPages } from '../../../database/rows.js'
import type { DataTable, StoredRow, Tables } from '../../../database/tables.js'
import { type FieldFault, judge } from '../../judge.js'

/** As many rejected rows are told with their reason. */
const FIRST = 20
/** Of wide tables those fields alone that are at fault; and a text's start. */
const MOST_FIELDS = 50
const MOST_CHARACTERS = 200

/** Of rows that the definition allows by now: it has changed since they were rejected. */
const EARLIER = 'by an earlier definition'

/**
 * The rejected rows by reason, and the first of them. Each is judged again, since the table has the reasons as texts alone.
 *
 * @param mode `counts`: no value of a row is told, in the reasons either
 */
export async function readRejected(
  db: Kysely<Tables>,
  dataset: Dataset,
  table: DataTable,
  mode: ProfileMode,
): Promise<Profile['rejected']> {
  const reasons: Record<string, number> = {}
  const first: Profile['rejected']['first'] = []
  for await (const page of readPages(db, table)) {
    for (const raw of page) {
      const { faults } = judge(dataset, raw)
      const kinds = new Set<string>(faults.map(({ fault }) => fault))
      for (const kind of kinds.size > 0 ? kinds : [EARLIER]) reasons[kind] = (reasons[kind] ?? 0) + 1
      if (first.length === FIRST) continue
      const told = { line: raw.line, reason: start(mode === 'rows' ? String(raw.reason) : withoutValues(faults)) }
      first.push(mode === 'rows' ? { ...told, fields: fieldsOf(dataset, raw, faults) } : told)
    }
  }
  return { reasons, first }
}

/** As in "body_mass_g: not a number", where the table's text has the value too. */
const withoutValues = (faults: FieldFault[]) =>
  listed(
    faults.map(({ column, fault }) => `${column.name}: ${fault}`),
    5,
    '; ',
  ) || EARLIER

function fieldsOf({ columnNames }: Dataset, raw: StoredRow, faults: FieldFault[]): Record<string, string> {
  const all = columnNames.length <= MOST_FIELDS
  const names = all ? columnNames : faults.slice(0, MOST_FIELDS).map(({ column }) => column.name)
  return Object.fromEntries(names.map((name) => [name, start(String(raw[name]))]))
}

const start = (text: string) => (text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text)
