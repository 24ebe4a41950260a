import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { functions, type Name } from './functions.js'
import { failure } from './library.js'

/** A thread that calls one function of the library, as often as it is asked to. */
export interface Thread {
  /** As `Library.call`. */
  call(...values: unknown[]): Promise<void>
  end(): Promise<unknown>
}

/**
 * Each thread that calls XGBoost gets helpers of its own, which wait busily between two calls. koffi's asynchronous calls go to whichever
 * of four threads is free, so that three sets of helpers would take time of the one that works: half of it, on two cores.
 */
export function startThread(path: string, name: Name): Thread {
  const worker = new Worker(new URL('./callInThread.js', import.meta.url), {
    workerData: { path, declaration: functions[name] },
  })
  return {
    async call(...values) {
      worker.postMessage(values)
      const [error] = await once(worker, 'message')
      if (error !== undefined) throw failure(error)
    },
    end: () => worker.terminate(),
  }
}
