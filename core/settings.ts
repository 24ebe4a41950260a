import { isIP } from 'node:net'
import { z } from 'zod'
import { parseDatabaseUrl } from './databaseUrl.js'
import { engines } from './engines.js'
import { messageOf, UserError } from './errors.js'
import { expandHome } from './home.js'
import { profileModes } from './model/profile.js'

const databaseUrl = z
  .string()
  .superRefine((url, context) => {
    try {
      parseDatabaseUrl(url)
    } catch (error) {
      context.addIssue(messageOf(error))
    }
  })
  .transform((url) => (url.startsWith('sqlite:') ? `sqlite:${expandHome(url.slice(7))}` : url))
/** What a bearer's token may hold (RFC 6750), and so long that nobody guesses it. */
const token = z
  .string()
  .regex(
    /^[\w.~+/-]{16,512}=*$/,
    'must be 16 to 512 letters, digits and - . _ ~ + /, as `openssl rand -hex 32` makes them',
  )

const schema = z.object({
  DATABASE_URL: databaseUrl.default('sqlite:data/penguins_db.sqlite'),
  DATASET: z.string().transform(expandHome).default('data/datapackage.json'),
  MODELS_DIR: z.string().transform(expandHome).default('models'),
  PROFILE: z.enum(profileModes, 'must be rows, counts or none').default('rows'),
  ENGINE: z.enum(engines, 'must be ml-xgboost, native or auto').default('ml-xgboost'),
  XGBOOST_LIBRARY: z.string().transform(expandHome).optional(),
  HOST: z
    .string()
    .refine((host) => isIP(host) || /^[\w.-]+$/.test(host), {
      message: 'must be a name or an address alone, as in localhost, 0.0.0.0 or ::1',
    })
    .default('localhost'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535 (0 takes any free port)')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be 65535 or less')
    .default(8000),
  PREDICTION_LOG: databaseUrl.optional(),
  FRAME_ANCESTORS: z
    .string()
    .regex(
      /^https?:\/\/[^\s/;,'"]+( https?:\/\/[^\s/;,'"]+)*$/,
      'must be origins with spaces between, as in http://localhost:8080',
    )
    .transform((origins) => origins.split(' '))
    .default([]),
  CORS_ORIGINS: z
    .string()
    .transform((origins) => origins.split(' '))
    .refine(
      (origins) => origins.every((it) => isOrigin(it) || (it === '*' && origins.length === 1)),
      'must be origins as browsers send them, with spaces between, as in https://example.com, or * for all',
    )
    .optional(),
  API_TOKEN: token.optional(),
  API_ADMIN_TOKEN: token.optional(),
  RATE_LIMIT: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number, 1 or more: requests a minute')
    .transform(Number)
    .optional(),
  TRUST_PROXY: z
    .string()
    .transform((addresses) => addresses.split(' '))
    .refine(
      (addresses) => addresses.every(isNetwork),
      'must be addresses or networks with spaces between, as in 10.0.0.0/8',
    )
    .optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
})

/** With one token for both, whoever may ask could administer too. */
const tokensDiffer = schema.refine(({ API_TOKEN, API_ADMIN_TOKEN }) => !API_TOKEN || API_TOKEN !== API_ADMIN_TOKEN, {
  path: ['API_ADMIN_TOKEN'],
  message: 'must be another than API_TOKEN',
})

const isOrigin = (text: string) =>
  /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text

/** An address, or a network by how many bits its addresses share. */
function isNetwork(text: string): boolean {
  const [, address = '', bits] = /^([^/]*)(?:\/([1-9]\d{0,2}))?$/.exec(text) ?? []
  const family = isIP(address)
  return family !== 0 && Number(bits ?? 1) <= (family === 4 ? 32 : 128)
}

export type Settings = z.infer<typeof schema>

/**
 * The settings, from the environment; an empty variable counts as not set.
 *
 * @throws UserError SETTING naming the first variable that is wrong; never its value, which may hold a password
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  // Compiled, as zod would have it, a schema that is used once takes longer than it saves.
  const result = tokensDiffer.safeParse(given, { jitless: true })
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  throw new UserError('SETTING', `The environment variable ${String(issue.path[0])} ${issue.message}.`)
}
