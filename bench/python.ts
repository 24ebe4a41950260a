import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const VENV = 'bench/peers/.venv'

/** The Python of a virtual environment with the peers' packages, made at the first call; undefined where there is none. */
export function python(): string | undefined {
  const path = `${VENV}/bin/python`
  if (existsSync(path)) return path
  try {
    console.log(`making ${VENV}, once`)
    execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'inherit' })
    execFileSync(path, ['-m', 'pip', 'install', '--quiet', '-r', 'bench/peers/requirements.txt'], { stdio: 'inherit' })
    return path
  } catch (error) {
    console.log(`!! SKIPPED: the Python side (${error instanceof Error ? error.message.split('\n')[0] : error})`)
    return undefined
  }
}
