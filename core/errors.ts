/**
 * A mistake that a person can mend. Its message is one sentence that says what is wrong, where, and what to do;
 * programs print it alone, without a stack. Any other error is a bug and keeps its stack.
 */
export class UserError extends Error {
  override name = 'UserError'

  constructor(
    /** For callers that branch on it: short, stable, upper case. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** A fault that may pass by itself, such as a database that is restarting: trying again later may work. */
export class TemporaryError extends UserError {
  override name = 'TemporaryError'
}

/** The `code` of a system error such as ENOENT, or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
