import { parentPort, workerData } from 'node:worker_threads'
import { load } from 'koffi'

/*
 * Calls one function of XGBoost's library whenever it is sent the values for it, and answers with the error, if there is one: see
 * thread.ts. It is JavaScript, since Node starts a thread with a file as it is.
 */

const { path, declaration } = workerData
const library = load(path)
const [call, lastError] = [declaration, 'const char *XGBGetLastError()'].map((it) => library.func(it))

parentPort.on('message', (values) => parentPort.postMessage(call(...values) === 0 ? undefined : lastError()))
