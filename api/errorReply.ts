import { STATUS_CODES } from 'node:http'
import { statusOf } from './errorCodes.js'

const PROBLEM = 'application/problem+json'

/**
 * The reply to a request that failed: `{error, code}` or, for whoever asks for it, a problem of RFC 9457.
 *
 * @param accept the request's header
 * @param code short and stable, for programs
 * @param sentence what is wrong and what to do, for people
 * @returns the body as text, and its content type
 */
export function errorReply(accept: string | undefined, code: string, sentence: string, status = statusOf(code)) {
  if (!asksForProblem(accept)) {
    return { type: 'application/json; charset=utf-8', text: JSON.stringify({ error: sentence, code }) }
  }
  // The RFC's type for a problem that has no page of its own; its title is then the status in words.
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status, detail: sentence, code }
  return { type: PROBLEM, text: JSON.stringify(problem) }
}

const asksForProblem = (accept: string | undefined) =>
  accept !== undefined && /\bapplication\/problem\+json\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(accept)
