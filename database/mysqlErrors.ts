import type mysql from 'mysql2'
import { codeOf, messageOf, TemporaryError, UserError } from '../core/errors.js'

/** What a sentence is made of. */
interface Where {
  /** Host, port and database. */
  where: string
  database: string
  /** The account that the server took the login for, as in `user@%`; unknown before the login. */
  account?: string | undefined
}

/** `passes`: trying again later may work. */
type Answer = { code: string; passes?: true; says: (at: Where) => string }

const full: Answer = {
  code: 'DATABASE_FULL',
  passes: true,
  says: ({ where }) =>
    `the MySQL server at ${where} takes no more connections now; close some, raise its limit, or try again`,
}
const readOnly: Answer = {
  code: 'DATABASE_READ_ONLY',
  passes: true,
  says: ({ where }) =>
    `the MySQL server at ${where} is read-only (a replica, or under maintenance); name one that can be written in DATABASE_URL, or try again later`,
}
const denied: Answer = {
  code: 'DATABASE_DENIED',
  says: ({ where, database, account = 'USER@HOST' }) =>
    `the user of DATABASE_URL lacks a right at ${where}; as an administrator run: GRANT SELECT, INSERT, DELETE, CREATE, ALTER, DROP ON \`${database}\`.* TO ${quoteAccount(account)}`,
}
const wrongLogin: Answer = {
  code: 'DATABASE_REFUSED',
  says: ({ where }) =>
    `the MySQL server refuses the login to ${where}; check user, password and database in DATABASE_URL`,
}
const lockedAccount: Answer = {
  code: 'DATABASE_REFUSED',
  says: ({ where }) =>
    `the account of DATABASE_URL is locked, or its password has expired, at ${where}; have an administrator unlock it (ALTER USER)`,
}
const diskFull: Answer = {
  code: 'DATABASE_UNWRITABLE',
  says: ({ where }) => `the disk of the MySQL server at ${where} is full; free some space there and try again`,
}
const tooOld: Answer = {
  code: 'DATABASE_VERSION',
  says: ({ where }) =>
    `the server at ${where} does not know a setting that this program needs; use MySQL 8.0.17 or newer`,
}
const tooBig: Answer = {
  code: 'DATABASE_PACKET',
  says: ({ where }) =>
    `a row is larger than the MySQL server at ${where} takes at once; raise its max_allowed_packet (64M is its default)`,
}
const lost: Answer = {
  code: 'DATABASE_LOST',
  passes: true,
  says: ({ where }) => `the connection to MySQL at ${where} was lost; try again once the server is up`,
}
const busyTables: Answer = {
  code: 'DATABASE_BUSY',
  passes: true,
  says: ({ where }) =>
    `another connection to ${where} holds a transaction open on the tables (a database client with manual commit?); end it there and try again`,
}

/** By the server's and the driver's own names. */
const answers: Record<string, Answer> = {
  ER_CON_COUNT_ERROR: full,
  ER_TOO_MANY_USER_CONNECTIONS: full,
  ER_USER_LIMIT_REACHED: full,
  ER_OUT_OF_RESOURCES: full,
  ER_SERVER_OFFLINE_MODE: {
    code: 'DATABASE_OFFLINE',
    passes: true,
    says: ({ where }) =>
      `the MySQL server at ${where} is in offline mode; try again once its administrator has ended that`,
  },
  ER_SERVER_SHUTDOWN: lost,
  ER_QUERY_INTERRUPTED: lost,
  ER_CLIENT_INTERACTION_TIMEOUT: lost,
  ER_QUERY_TIMEOUT: lost,
  ER_LOCK_DEADLOCK: busyTables,
  ER_LOCK_WAIT_TIMEOUT: busyTables,
  ER_LOCK_NOWAIT: busyTables,
  ER_OPTION_PREVENTS_STATEMENT: readOnly,
  ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION: readOnly,
  ER_READ_ONLY_MODE: readOnly,
  ER_INNODB_READ_ONLY: readOnly,
  ER_TABLEACCESS_DENIED_ERROR: denied,
  ER_COLUMNACCESS_DENIED_ERROR: denied,
  ER_DBACCESS_DENIED_ERROR: denied,
  ER_SPECIFIC_ACCESS_DENIED_ERROR: denied,
  ER_ACCESS_DENIED_ERROR: wrongLogin,
  ER_BAD_DB_ERROR: {
    code: 'DATABASE_REFUSED',
    says: ({ where, database }) =>
      `the MySQL server has no database of the name in ${where}; make it (CREATE DATABASE \`${database}\`) or name another in DATABASE_URL`,
  },
  ER_ACCOUNT_HAS_BEEN_LOCKED: lockedAccount,
  ER_MUST_CHANGE_PASSWORD: lockedAccount,
  ER_MUST_CHANGE_PASSWORD_LOGIN: lockedAccount,
  ER_HOST_IS_BLOCKED: {
    code: 'DATABASE_REFUSED',
    says: ({ where }) =>
      `the MySQL server at ${where} has blocked this machine after too many failed connections; have an administrator run TRUNCATE performance_schema.host_cache`,
  },
  ER_HOST_NOT_PRIVILEGED: {
    code: 'DATABASE_REFUSED',
    says: ({ where }) =>
      `the MySQL server at ${where} takes no connections from this machine; give its user the right host`,
  },
  ER_SECURE_TRANSPORT_REQUIRED: {
    code: 'DATABASE_TLS',
    says: ({ where }) =>
      `the MySQL server at ${where} takes encrypted connections only; add ?ssl-mode=REQUIRED to DATABASE_URL, or ?ssl-mode=VERIFY_IDENTITY&ssl-ca=FILE to check whose server it is`,
  },
  HANDSHAKE_NO_SSL_SUPPORT: {
    code: 'DATABASE_TLS',
    says: ({ where }) =>
      `the MySQL server at ${where} offers no TLS; leave ssl-mode out of DATABASE_URL or switch TLS on there`,
  },
  HANDSHAKE_SSL_ERROR: {
    code: 'DATABASE_TLS',
    says: ({ where }) =>
      `the MySQL server at ${where} is not the one that ssl-mode asks for, by its certificate; name its authority's file by ssl-ca in DATABASE_URL, or use ssl-mode=REQUIRED, which checks nothing`,
  },
  ER_NEW_ABORTING_CONNECTION: {
    code: 'DATABASE_REFUSED',
    says: ({ where }) =>
      `the MySQL server at ${where} ends each connection at once, since its init_connect fails; have an administrator mend that setting`,
  },
  ER_UNKNOWN_SYSTEM_VARIABLE: tooOld,
  ER_UNKNOWN_COLLATION: tooOld,
  ER_UNKNOWN_CHARACTER_SET: tooOld,
  ER_NET_PACKET_TOO_LARGE: tooBig,
  ER_RECORD_FILE_FULL: diskFull,
  ER_DISK_FULL: diskFull,
}

/**
 * Turns an error of the login into a sentence: nobody answers, which may pass, or the server refuses.
 */
export function explainLogin(at: Where, error: unknown): Error {
  const reason = codeOf(error) ?? messageOf(error)
  const answer = answers[reason]
  if (answer) return sentence(answer, at, error)
  if (reason.startsWith('ER_')) return sentence(wrongLogin, at, error, ` (${reason})`)
  if (reason.startsWith('HANDSHAKE_') || reason.startsWith('AUTH_'))
    return sentence(answers.HANDSHAKE_SSL_ERROR!, at, error)
  return new TemporaryError(
    'DATABASE_UNREACHABLE',
    `The MySQL database at ${at.where} can't be reached (${reason}); start it, or check host and port in DATABASE_URL.`,
    { cause: error },
  )
}

/** Turns what a person can mend, or what may pass, into a sentence; leaves any other error as it is. */
export function explainStatement(at: Where, error: unknown): unknown {
  const answer = answers[codeOf(error) ?? ''] ?? ((error as mysql.QueryError | undefined)?.fatal ? lost : undefined)
  return answer ? sentence(answer, at, error) : error
}

function sentence({ code, passes, says }: Answer, at: Where, cause: unknown, detail = '') {
  const text = says(at)
  const message = `${text[0]!.toUpperCase()}${text.slice(1)}${detail}.`
  return passes ? new TemporaryError(code, message, { cause }) : new UserError(code, message, { cause })
}

function quoteAccount(account: string): string {
  const at = account.lastIndexOf('@')
  return `'${account.slice(0, at)}'@'${account.slice(at + 1)}'`
}
