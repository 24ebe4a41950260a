import { type ExecFileOptions, execFile } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Apart from a stack that may be running beside it. */
const PROJECT = 'penguins-e2e'
export const ports = { airflow: 18080, api: 18000, mysql: 13306 }

/** A user whom neither the machine nor the images know. */
const STRANGER = 23_456

/** The copy of the repository that the stack runs from. */
export let clone = ''
let home = ''

const env = {
  ...process.env,
  COMPOSE_PROJECT_NAME: PROJECT,
  AIRFLOW_PORT: `${ports.airflow}`,
  API_PORT: `${ports.api}`,
  MYSQL_PORT: `${ports.mysql}`,
}

/** Runs a program and gives what it printed; its last lines are the error if it fails. */
export async function run(command: string, args: string[], options: ExecFileOptions = {}): Promise<string> {
  try {
    const { stdout, stderr } = await execute(command, args, { maxBuffer: 64 << 20, ...options })
    return `${stdout}${stderr}`
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string }
    throw new Error(`${command} ${args.join(' ')}\n${`${stdout}${stderr}`.slice(-4000)}`)
  }
}

/** What it measures is printed; nothing is asserted of it. */
export async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  console.log(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return result
}

export const compose = (...args: string[]) => run('docker', ['compose', ...args], { cwd: clone, env })

/**
 * A copy of what git knows of the working tree, as a clone of an ordinary user's with a strict umask: nobody else may read
 * a thing. Only root can make one of another user's; anybody else gets one of their own.
 */
export async function makeClone() {
  home = mkdtempSync(join(tmpdir(), 'penguins-e2e-'))
  clone = join(home, 'penguins')
  mkdirSync(clone)
  const files = 'git ls-files -z --cached --others --exclude-standard | xargs -0 ls -d 2>/dev/null'
  await run('bash', ['-c', `${files} | tar -c -T - | tar -x -C "$0" && chmod -R go= "$0"`, clone])
  if (process.getuid?.() !== 0) return
  await run('chown', ['-R', `${STRANGER}:${STRANGER}`, home])
  chownSync(home, STRANGER, STRANGER)
  chmodSync(home, 0o700)
}

/** Runs a program in the clone as the user who owns it. */
export function asOwner(command: string, ...args: string[]) {
  const owner = process.getuid?.() === 0 ? { uid: STRANGER, gid: STRANGER } : {}
  return run(command, args, { cwd: clone, ...owner })
}

/** Takes all down and says what is left of it: nothing, if all is well. */
export async function removeStack(): Promise<string> {
  if (!home) return ''
  await compose('down', '--volumes', '--remove-orphans', '--timeout', '5')
  await run('docker', ['image', 'rm', '--force', `${PROJECT}-tasks`, `${PROJECT}-api`])
  rmSync(home, { recursive: true })
  const label = `label=com.docker.compose.project=${PROJECT}`
  const left = await Promise.all([
    run('docker', ['ps', '--all', '--quiet', '--filter', label]),
    run('docker', ['volume', 'ls', '--quiet', '--filter', label]),
    run('docker', ['network', 'ls', '--quiet', '--filter', label]),
    run('docker', ['image', 'ls', '--quiet', `${PROJECT}-*`]),
  ])
  return left.join('').trim()
}

/** Asks again until the answer is there. */
export async function until<T>(what: string, seconds: number, ask: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + seconds * 1000
  let last: unknown
  while (Date.now() < deadline) {
    try {
      const answer = await ask()
      if (answer) return answer
    } catch (error) {
      last = error
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`after ${seconds} s there is still no ${what}`, { cause: last })
}
