/**
 * Everything that our statements rely on and that a server's defaults, or its init_connect, may set differently. Each session sets
 * it; no other variable changes what a statement means.
 */
const variables = {
  autocommit: 1,
  completion_type: "'NO_CHAIN'",
  // Steps write, and training reads the rows as they stand at one moment.
  transaction_read_only: 0,
  transaction_isolation: "'REPEATABLE-READ'",
  // Strict: what does not fit is an error. Nothing else, so that a backslash, a quote and || mean what they do by the manual.
  sql_mode: "'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION'",
  default_storage_engine: "'InnoDB'",
  foreign_key_checks: 1,
  unique_checks: 1,
  time_zone: "'+00:00'",
  // A query returns all its rows, however many there are and however long it takes.
  sql_select_limit: '18446744073709551615',
  sql_big_selects: 1,
  max_execution_time: 0,
  sql_notes: 1,
  // A CSV may come from a slow pipe.
  net_read_timeout: 600,
  net_write_timeout: 600,
} as const

/** How long a connection may be idle: training may take hours between two statements. */
export const IDLE_SECONDS = 86_400

/** How long a step waits for another connection's open transaction on a table that it wants to replace. */
const TABLE_WAIT_SECONDS = 60

/** The statements that a session starts with, in this order. */
export const sessionStatements = [
  // Every character, in what is sent, compared and received.
  'set names utf8mb4 collate utf8mb4_0900_bin',
  `set ${Object.entries({ ...variables, wait_timeout: IDLE_SECONDS, lock_wait_timeout: TABLE_WAIT_SECONDS })
    .map(([name, value]) => `session ${name} = ${value}`)
    .join(', ')}`,
]
