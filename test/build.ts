import { execFileSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'

/** Tests start the program as it is built: each run, and each one of a watch, builds it first. */
export default function setup(project: TestProject) {
  const build = () => execFileSync(process.execPath, ['build.js'], { stdio: ['ignore', 'ignore', 'inherit'] })
  build()
  project.onTestsRerun(async () => void build())
}
