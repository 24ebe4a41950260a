import { UserError } from './errors.js'

/** Where a MySQL database is, and the login. */
export interface MysqlUrl {
  kind: 'mysql'
  host: string
  port: number
  user: string
  password: string
  database: string
  /** As MySQL's own clients name it in `--ssl-mode`. */
  sslMode: SslMode
  /** A file with the certificates to trust, if not the system's. */
  sslCa: string | undefined
}

export type DatabaseUrl = { kind: 'sqlite'; path: string } | MysqlUrl

const sslModes = ['DISABLED', 'REQUIRED', 'VERIFY_CA', 'VERIFY_IDENTITY'] as const
export type SslMode = (typeof sslModes)[number]

const SHAPE = 'must be sqlite:PATH or mysql://USER:PASSWORD@HOST:PORT/DATABASE'

const PERCENT_CODE =
  'write special characters in user and password in percent code (@ is %40, / is %2F, # is %23, ? is %3F, % is %25)'

/** User and password hold no character that could end them. So there is only one way to read the URL, and no part of a password is taken for a host. */
const MYSQL =
  /^mysql:\/\/(?<user>[^:@/?#\s]+)(:(?<password>[^@/?#\s]*))?@(?<host>[\w.-]+|\[[\da-f:.]+\])(:(?<port>\d{1,5}))?\/(?<database>[^@/?#\s]+)(\?(?<options>[^@?#\s]*))?$/i

/**
 * Takes a DATABASE_URL apart.
 *
 * @throws UserError SETTING saying what is wrong, to follow the variable's name; it quotes nothing of the URL, since any part may
 *   belong to a password
 */
export function parseDatabaseUrl(url: string): DatabaseUrl {
  if (/^sqlite:./.test(url) && !url.includes('://')) return { kind: 'sqlite', path: url.slice('sqlite:'.length) }
  if (!/^mysql:\/\/./.test(url)) throw wrong(SHAPE)
  const parts = MYSQL.exec(url)?.groups
  if (!parts) throw wrong(`can't be read in one way only: it ${SHAPE.replace('sqlite:PATH or ', '')}; ${PERCENT_CODE}`)
  const port = Number(parts.port ?? 3306)
  if (port < 1 || port > 65_535) throw wrong('names a port that is not from 1 to 65535')
  return {
    kind: 'mysql',
    host: parts.host!.replace(/^\[|\]$/g, ''),
    port,
    user: decode(parts.user!),
    password: decode(parts.password ?? ''),
    database: decode(parts.database!),
    ...readOptions(parts.options ?? ''),
  }
}

function readOptions(text: string): Pick<MysqlUrl, 'sslMode' | 'sslCa'> {
  const known = { 'ssl-mode': 'DISABLED', 'ssl-ca': '' }
  for (const option of text.split('&').filter(Boolean)) {
    const [name, value] = option.split('=').map(decode)
    // JDBC's spelling, as DBeaver shows it.
    const key = name!.replace(/^sslMode$/, 'ssl-mode')
    if (!(key in known)) {
      throw wrong(
        'has an option that is neither ssl-mode nor ssl-ca; leave it out, or ask for TLS by ssl-mode=REQUIRED',
      )
    }
    known[key as keyof typeof known] = value ?? ''
  }
  const sslMode = sslModes.find((mode) => mode === known['ssl-mode'].toUpperCase())
  if (!sslMode) throw wrong(`has an ssl-mode that is none of ${sslModes.join(', ')}`)
  const sslCa = known['ssl-ca'] || undefined
  if (sslCa && !sslMode.startsWith('VERIFY')) {
    throw wrong('has an ssl-ca that nothing is checked by; add ssl-mode=VERIFY_CA or ssl-mode=VERIFY_IDENTITY')
  }
  return { sslMode, sslCa }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw wrong(`holds a % that starts no percent code; ${PERCENT_CODE}`)
  }
}

const wrong = (fault: string) => new UserError('SETTING', fault)
