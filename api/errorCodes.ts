/** Every code of an error reply, and its status. The table in docs/api.md says when each comes. */
export const errorCodes = {
  BODY: 400,
  CSV_CONTENT: 400,
  REQUEST: 400,
  URL: 400,
  UNAUTHORIZED: 401,
  MODEL_MISSING: 404,
  NO_FILE: 404,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  TIMEOUT: 408,
  // These do not pass by themselves: something of the models folder must be mended, or another model come into use.
  MODELS_DIR: 409,
  MODEL_INVALID: 409,
  NO_COVERS: 409,
  NO_MODELS: 409,
  NO_ROLLBACK: 409,
  PRECONDITION: 412,
  TOO_LARGE: 413,
  MEDIA_TYPE: 415,
  RANGE: 416,
  EXPECTATION: 417,
  RATE_LIMIT: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL: 500,
  BUSY: 503,
  HISTORY: 503,
  METRICS: 503,
  MODELS_BUSY: 503,
  MODELS_UNREADABLE: 503,
  MODEL_UNREADABLE: 503,
  NO_MODEL: 503,
  NO_PAGE: 503,
  OVERLOADED: 503,
} as const

export type ErrorCode = keyof typeof errorCodes

/** The status of an error; one whose code is not in the table is a fault of ours. */
export const statusOf = (code: string): number =>
  Object.hasOwn(errorCodes, code) ? errorCodes[code as ErrorCode] : 500
