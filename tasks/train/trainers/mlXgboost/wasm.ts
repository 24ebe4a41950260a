import { createRequire } from 'node:module'

/** The parts of ml-xgboost's WebAssembly that are used. Pointers are offsets in bytes. */
export interface Wasm {
  isReady: Promise<unknown>
  HEAPU8: Uint8Array
  HEAPF32: Float32Array
  _malloc(bytes: number): number
  _free(pointer: number): void
  _create_model(matrix: number, labels: number, rows: number, columns: number): number
  _free_memory_model(model: number): void
  _train_full_model(model: number, rounds: number): void
  _predict_one(model: number, row: number, columns: number, out: number): number
  _save_model(model: number): number
  _get_file_content(out: number, size: number): void
  ccall(name: 'set_param', returns: null, types: string[], values: [number, string, string]): void
}

let loading: Promise<Wasm> | undefined

/** The WebAssembly, loaded once. */
export function loadWasm(): Promise<Wasm> {
  loading ??= load()
  return loading
}

/** Loads it quietly and without its listener, which would end the process with exit code 7. */
async function load(): Promise<Wasm> {
  const listeners = new Set(process.listeners('uncaughtException'))
  // Without the streaming compiler, which can't open a path, it reads the file at once and has nothing to complain of.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { instantiateStreaming?: unknown } }
  const { instantiateStreaming } = WebAssembly
  let wasm: Wasm
  try {
    Reflect.deleteProperty(WebAssembly, 'instantiateStreaming')
    wasm = createRequire(import.meta.url)('ml-xgboost/dist/wasm/xgboost.js') as Wasm
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming
  }
  for (const listener of process.listeners('uncaughtException')) {
    if (!listeners.has(listener)) process.removeListener('uncaughtException', listener)
  }
  await wasm.isReady
  return wasm
}

/** Copies values in; `_free` the pointer. The heap may move while memory grows, so its views are asked for anew after each `_malloc`. */
export function store(wasm: Wasm, values: Float32Array): number {
  const pointer = wasm._malloc(values.byteLength)
  if (pointer === 0) throw new Error(`ml-xgboost has no memory left for ${values.byteLength} bytes`)
  wasm.HEAPF32.set(values, pointer / 4)
  return pointer
}
