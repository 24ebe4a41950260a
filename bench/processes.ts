import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Run {
  seconds: number
  /** Largest resident set, where /proc tells it. */
  peakMb: number
  /** What it wrote, on both streams. */
  output: string
}

/** Runs a program to its end. Throws with its output when it fails. */
export function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Run> {
  const started = performance.now()
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [peakMb, output] = [0, '']
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
  const poll = setInterval(() => {
    peakMb = Math.max(peakMb, memory(child))
  }, 20)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearInterval(poll)
      if (code === 0) resolve({ seconds: (performance.now() - started) / 1000, peakMb, output })
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`))
    })
  })
}

/** Megabytes that a living process took at its peak. */
export function memory(child: ChildProcess): number {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

export interface Server {
  /** Where it answers well. */
  url: string
  child: ChildProcess
  /** From the start of the process to the first good reply. */
  firstReplySeconds: number
  stop(): Promise<void>
}

/** Starts a server and waits until `url` answers well. */
export async function serve(
  command: string,
  args: string[],
  url: string,
  env: Record<string, string> = {},
): Promise<Server> {
  const started = performance.now()
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: 'ignore' })
  for (;;) {
    const reply = await fetch(url).catch(() => undefined)
    if (reply?.ok) break
    if (child.exitCode !== null) throw new Error(`${command} ${args.join(' ')} ended with ${child.exitCode}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const firstReplySeconds = (performance.now() - started) / 1000
  const stop = () =>
    new Promise<void>((resolve) => {
      child.on('close', () => resolve())
      child.kill('SIGTERM')
    })
  return { url, child, firstReplySeconds, stop }
}

/** Starts our API, or another program that reads the same settings. */
export const servePenguins = (
  modelsDir: string,
  port: number,
  env: Record<string, string> = {},
  program = ['dist/cli/penguins.js', 'serve'],
) => {
  const settings = { MODELS_DIR: modelsDir, PORT: String(port), LOG_LEVEL: 'warn', ...env }
  return serve(process.execPath, program, `http://localhost:${port}/health/ready`, settings)
}

/** Starts the same in Python. */
export const serveFastApi = (python: string, models: string, port: number) =>
  serve(python, ['bench/peers/serve.py', '--port', String(port), '--models', models], `http://127.0.0.1:${port}/health`)

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
