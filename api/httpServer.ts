import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { codeOf } from '../core/errors.js'
import { type ErrorCode, statusOf } from './errorCodes.js'
import { errorReply } from './errorReply.js'

/** How long a client may take to send a request; it is cut off within a second after that. */
export const REQUEST_TIMEOUT_MS = 10_000

/** How long a connection stays open for the next request: longer than the minute that proxies keep theirs. */
const KEEP_ALIVE_MS = 72_000

/** Requests without a deadline, by their sockets. */
const unhurried = new WeakMap<Duplex, ServerResponse>()

/** Lifts the deadline of a request that is under way, until its reply has ended. */
export function liftDeadline({ socket }: IncomingMessage, response: ServerResponse) {
  unhurried.set(socket, response)
  response.once('close', () => unhurried.delete(socket))
}

/** The server under the API, one for each address that it listens on: its limits, and its replies to what is not a valid request. */
export function createHttpServer(listener: RequestListener, requestTimeoutMs: number): Server {
  const server = createServer(
    {
      // Node swaps the two if the headers have more time than the whole request.
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(1000, requestTimeoutMs),
      keepAliveTimeout: KEEP_ALIVE_MS,
      // Node would refuse the request without a word.
      requireHostHeader: false,
    },
    (request, response) => {
      if (request.headers.host === undefined && request.httpVersion === '1.1') {
        answer(request, response, 'REQUEST', 'The request has no header Host, which HTTP/1.1 asks for.')
      } else listener(request, response)
    },
  )
  server.on('checkExpectation', (request, response) => {
    const sentence = 'Of expectations only 100-continue is met here; send the request without the header Expect.'
    answer(request, response, 'EXPECTATION', sentence)
  })
  // Nor may a client leave its reply unread for long: the reply stays in memory.
  server.setTimeout(2 * requestTimeoutMs)
  server.on('clientError', (error, socket) => refuse(error, socket, requestTimeoutMs))
  return server
}

function answer({ headers }: IncomingMessage, response: ServerResponse, code: ErrorCode, sentence: string) {
  const reply = errorReply(headers.accept, code, sentence)
  response.writeHead(statusOf(code), headersOf(reply)).end(reply.text)
}

const headersOf = ({ type, text }: { type: string; text: string }) => ({
  'content-type': type,
  'content-length': Buffer.byteLength(text),
  connection: 'close',
})

function refuse(error: Error, socket: Duplex, requestTimeoutMs: number) {
  if (codeOf(error) === 'ECONNRESET' || !socket.writable) return
  const response = unhurried.get(socket)
  if (response && codeOf(error) === 'ERR_HTTP_REQUEST_TIMEOUT') return
  // A refusal in the middle of a reply would be taken for a part of it.
  if (response?.headersSent) return socket.destroy()
  const [code, sentence] = explain(codeOf(error), requestTimeoutMs)
  // Of a request that can't be read, nobody knows what it accepts.
  const reply = errorReply(undefined, code, sentence)
  const status = statusOf(code)
  const headers = Object.entries(headersOf(reply)).map(([name, value]) => `${name}: ${value}`)
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers]
  socket.end(`${head.join('\r\n')}\r\n\r\n${reply.text}`, () => socket.destroy())
}

function explain(code: string | undefined, requestTimeoutMs: number): [ErrorCode, string] {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [
        'TIMEOUT',
        `The request was not all here after ${requestTimeoutMs / 1000} seconds; send it again, faster.`,
      ]
    case 'HPE_HEADER_OVERFLOW':
      return ['HEADERS_TOO_LARGE', 'The headers are larger than 16 KB; send fewer or shorter ones, such as cookies.']
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return ['TOO_LARGE', 'The chunk extensions are larger than 16 KB; send the body without any.']
    default:
      return ['REQUEST', `This is no HTTP/1.1 request (${code ?? 'unknown'}); this port takes plain HTTP, not HTTPS.`]
  }
}
