import { codeOf, messageOf, UserError } from '../core/errors.js'

const mends: Record<string, string> = {
  ENOSPC: 'free some space',
  EISDIR: 'remove the folder current.json there',
  ENOTDIR: 'name a folder in MODELS_DIR',
  EEXIST: 'name a folder in MODELS_DIR',
}

const NOT_PUBLISHED = 'No model was published and the one in use stays'

/** What to say when something of the models folder can't be written. */
export function notWritten(folder: string, error: unknown, outcome = NOT_PUBLISHED) {
  const reason = codeOf(error) ?? messageOf(error)
  const mend = mends[reason] ?? 'make it writable or name another folder in MODELS_DIR'
  return new UserError('MODELS_DIR', `${outcome}: ${folder} can't be written (${reason}); ${mend}.`, {
    cause: error,
  })
}
