import { isIP } from 'node:net'
import { z } from 'zod'
import { parseDatabaseUrl } from './databaseUrl.js'
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

const schema = z.object({
  DATABASE_URL: databaseUrl.default('sqlite:data/penguins_db.sqlite'),
  DATASET: z.string().transform(expandHome).default('data/datapackage.json'),
  MODELS_DIR: z.string().transform(expandHome).default('models'),
  PROFILE: z.enum(profileModes, 'must be rows, counts or none').default('rows'),
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
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be one of fatal, error, warn, info, debug, trace, silent',
    )
    .default('info'),
})

export type Settings = z.infer<typeof schema>

/**
 * The settings, from the environment; an empty variable counts as not set.
 *
 * @throws UserError SETTING naming the first variable that is wrong; never its value, which may hold a password
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  // Compiled, as zod would have it, a schema that is used once takes longer than it saves.
  const result = schema.safeParse(given, { jitless: true })
  if (result.success) return result.data
  const issue = result.error.issues[0]!
  throw new UserError('SETTING', `The environment variable ${String(issue.path[0])} ${issue.message}.`)
}
