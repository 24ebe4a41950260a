import { spawn } from 'node:child_process'
import { once } from 'node:events'

const { build, watch } = await import('rolldown').catch(() => {
  console.error('The build needs rolldown, which is not there: run `npm ci --include=dev`.')
  process.exit(1)
})

const [what] = process.argv.slice(2)

// `node build.js bench` adds the measurements, which the images have no use for.
const measurements = ['bench', 'bare', 'swapping'].map((name) => [`bench/${name}`, `bench/${name}.ts`])

// One file for the program and a few it loads when it needs them: it starts in half the time that its modules would take.
const options = {
  input: {
    'cli/penguins': 'cli/penguins.ts',
    ...(what === 'bench' && Object.fromEntries(measurements)),
  },
  platform: 'node',
  // These bring files of their own (binaries, WebAssembly, a page, workers) or are loaded by name.
  external: ['libsql', /^ml-xgboost/, /^fastify/, /^@fastify\//, /^pino/, 'close-with-grace', 'autocannon'],
  output: { dir: 'dist', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', cleanDir: true },
}

// `node build.js dev` builds after each change, and starts the API anew.
let server
async function restart() {
  if (server?.exitCode === null && server.kill()) await once(server, 'exit')
  server = spawn(process.execPath, ['dist/cli/penguins.js', 'serve'], { stdio: 'inherit' })
}

if (what === 'dev') {
  process.once('SIGTERM', () => {
    server?.kill()
    process.exit()
  })
  watch(options).on('event', async ({ code, result, error }) => {
    if (code === 'ERROR') console.error(error.message)
    if (code === 'BUNDLE_END' || code === 'ERROR') await result.close()
    if (code === 'BUNDLE_END') await restart()
  })
} else {
  await build(options)
}
