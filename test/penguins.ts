import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

export const PROGRAM = 'dist/cli/penguins.js'

export interface Environment {
  [name: string]: string
}

/** Starts the program as a process of its own. */
export function start(args: string[], env: Environment): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs the program to its end; `result` is the last line of stdout, where that is JSON. */
export async function penguins(args: string[], env: Environment = {}) {
  const child = start(args, env)
  let [stdout, stderr] = ['', '']
  child.stdout!.on('data', (text) => (stdout += text))
  child.stderr!.on('data', (text) => (stderr += text))
  const [code] = await once(child, 'close')
  const line = stdout.trim().split('\n').at(-1)!
  return { code, stdout, stderr, result: /^[{[]/.test(line) ? JSON.parse(line) : undefined }
}
