import { existsSync } from 'node:fs'
import type { LibraryHandle } from 'koffi'
import { messageOf, UserError } from '../../../../core/errors.js'
import { callbacks, functions as declarations, type Name } from './functions.js'

/**
 * The version of XGBoost's C API that is spoken here. Before 3.3 random numbers were each thread's own, and rounds are done by several
 * threads: equal seeds would give different models.
 */
const [MAJOR, LEAST_MINOR] = [3, 3]

/** The address of something in the library's memory. */
export type Handle = bigint

/** XGBoost's library. What its functions refuse is thrown. */
export interface Library {
  /** Its file. */
  readonly path: string
  /** As in 3.4.1. */
  readonly version: string
  call(name: Name, ...values: unknown[]): void
  /** On another thread, while signals, timers and requests have their turn. */
  callAsync(name: Name, ...values: unknown[]): Promise<void>
  /** Calls a function whose last parameter takes the address of what it makes. */
  make(name: Name, ...values: unknown[]): Handle
  addressOf(values: Float32Array): Handle
  /** A copy of bytes in the library's memory. */
  copy(address: Handle, size: number): Uint8Array
  /** The whole of an open file as memory, for as long as the buffer is used; left out where the system has no `mmap`. */
  map?: (file: number, size: number) => ArrayBuffer
  /** Gives back to the system what was freed: after a large training glibc keeps hundreds of megabytes. */
  trim(): void
}

let koffi: Promise<typeof import('koffi')> | undefined

/** Late, since nobody else needs it. */
async function loadKoffi() {
  const koffi = await import('koffi')
  // As large as threads have it; koffi's own 128 KiB are little for code that does not know of them.
  koffi.config({ ...koffi.config(), async_stack_size: 8 << 20 })
  for (const declaration of callbacks) koffi.proto(declaration)
  return koffi
}

const loaded = new Map<string, Promise<Library>>()

/**
 * Loads XGBoost's library, once.
 *
 * @throws UserError XGBOOST_LIBRARY when it is not there, is no library, not XGBoost's, or of another major version
 */
export function loadLibrary(path: string): Promise<Library> {
  const library = loaded.get(path) ?? load(path)
  loaded.set(path, library)
  return library
}

async function load(path: string): Promise<Library> {
  const refuse = (what: string, way = 'name another libxgboost.so in XGBOOST_LIBRARY') =>
    new UserError('XGBOOST_LIBRARY', `${what}; ${way}, or train with --engine ml-xgboost.`)
  if (!existsSync(path)) {
    throw refuse(
      `There is no XGBoost library ${path}`,
      'name the libxgboost.so of the package xgboost-cpu in XGBOOST_LIBRARY',
    )
  }
  koffi ??= loadKoffi()
  const { load, address, view } = await koffi.catch((error) => {
    throw refuse(`The native engine needs the package koffi, which is not here (${messageOf(error)})`, 'install it')
  })
  const open = () => {
    try {
      return load(path)
    } catch (error) {
      throw refuse(`${path} is no library that this machine can load (${messageOf(error)})`)
    }
  }
  const file = open()
  const declare = (declaration: string) => {
    try {
      return file.func(declaration)
    } catch {
      throw refuse(`${path} is no library of XGBoost ${MAJOR}`)
    }
  }
  const version = [[0], [0], [0]]
  declare('void XGBoostVersion(_Out_ int *major, _Out_ int *minor, _Out_ int *patch)')(...version)
  const [major = 0, minor = 0] = version.flat()
  if (major !== MAJOR || minor < LEAST_MINOR) {
    throw refuse(
      `${path} is XGBoost ${version.join('.')}, and the native engine needs ${MAJOR}.${LEAST_MINOR} or a later version ${MAJOR}`,
    )
  }
  const functions = Object.fromEntries(
    Object.entries(declarations).map(([name, declaration]) => [name, declare(declaration)]),
  ) as Record<Name, ReturnType<LibraryHandle['func']>>
  const trim = trimOf(load)
  const lastError = declare('const char *XGBGetLastError()')

  const call: Library['call'] = (name, ...values) => {
    if (functions[name](...values) !== 0) throw failure(lastError())
  }
  // It writes to stderr what is not asked for.
  call('XGBSetGlobalConfig', JSON.stringify({ verbosity: 0 }))
  return {
    path,
    version: version.join('.'),
    call,
    async callAsync(name, ...values) {
      const code = await new Promise<number>((resolve, reject) => {
        functions[name].async(...values, (error: unknown, code: number) => (error ? reject(error) : resolve(code)))
      })
      if (code === 0) return
      // Each thread has its own last error: what failed on another one fails again on this one, and is then known.
      call(name, ...values)
      throw new Error(`XGBoost's ${name} failed once and then did not`)
    },
    make(name, ...values) {
      const made: [Handle | null] = [null]
      call(name, ...values, made)
      return made[0]!
    },
    addressOf: address,
    copy: (from, size) => new Uint8Array(view(from, size)).slice(),
    ...mapOf({ load, view }),
    trim: () => void trim?.(0),
  }
}

/** Ends a mapping once its buffer is garbage. */
const mappings = new FinalizationRegistry((end: () => void) => end())

function mapOf({ load, view }: Pick<typeof import('koffi'), 'load' | 'view'>): Pick<Library, 'map'> {
  // On Windows there is none.
  if (process.platform === 'win32') return {}
  const libc = load(null)
  const mmap = libc.func('void *mmap(void *address, size_t size, int protection, int flags, int file, int64_t offset)')
  const munmap = libc.func('int munmap(void *address, size_t size)')
  return {
    map(file, size) {
      // PROT_READ | PROT_WRITE and MAP_SHARED, as Linux and macOS number them.
      const address: Handle | null = mmap(null, size, 3, 1, file, 0)
      // MAP_FAILED is -1.
      if (!address || BigInt.asIntN(64, address) === -1n) throw new Error(`a file of ${size} bytes can't be mapped`)
      const buffer = view(address, size)
      mappings.register(buffer, () => munmap(address, size))
      return buffer
    },
  }
}

/** glibc's way to give memory back; undefined with another C library, which keeps less. */
function trimOf(load: (path: null) => LibraryHandle) {
  try {
    const libc = load(null)
    // Threads take memory from one place instead of each from its own, which no other could use (M_ARENA_MAX is 1).
    libc.func('int mallopt(int parameter, int value)')(-8, 1)
    return libc.func('int malloc_trim(size_t pad)')
  } catch {
    return undefined
  }
}

/** XGBoost says `[12:00:00] /path/learner.cc:1: value -1 for Parameter …`, and below it explanations and a stack. */
export function failure(said: string): Error {
  const [first = ''] = said.trim().split('\n')
  const sentence = first.replace(/^\[[\d:]+\] /, '').replace(/^\S+:\d+: /, '')
  return /\bparameter\b/i.test(sentence)
    ? new UserError('PARAMETERS', `XGBoost does not train with these parameters: ${sentence}.`)
    : new Error(`XGBoost failed: ${sentence}`)
}
