/** The API answered, and refused. Its message is the API's own sentence. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** Nobody answered. */
export class NoAnswer extends Error {}

/**
 * Asks the API. Addresses are relative: the page may be served below any path.
 *
 * @throws Refused with the API's sentence; NoAnswer when there is none, or when `init` has it given up
 */
export async function ask(path: string, init?: RequestInit): Promise<Response> {
  const reply = await answered(path, init)
  if (reply.ok) return reply
  const { error } = await reply.json().catch(() => ({ error: undefined }))
  throw new Refused(reply.status, typeof error === 'string' ? error : `The API answers ${reply.status} to ${path}.`)
}

/** The API's answer, whatever it is. */
export const answered = (path: string, init?: RequestInit): Promise<Response> => fetch(path, init).catch(noAnswer)

/** What a broken connection comes to. */
export function noAnswer(cause: unknown): never {
  throw new NoAnswer('The API does not answer.', { cause })
}

/** What the API says as JSON; its shape is the API's promise. */
export async function askJson<Body>(path: string, init?: RequestInit): Promise<Body> {
  return (await ask(path, init)).json()
}

/** Posts a body of JSON and gives the answer. */
export const post = <Body>(path: string, body: unknown, signal?: AbortSignal) =>
  askJson<Body>(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  })
