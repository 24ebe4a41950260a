import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'

const missing = () => {
  console.error('The build needs rolldown and Vite, which are not there: run `npm ci --include=dev`.')
  process.exit(1)
}
const { build, watch } = await import('rolldown').catch(missing)
const { build: buildPage } = await import('vite').catch(missing)

const [what] = process.argv.slice(2)

// `node build.js bench` adds the measurements, which the images have no use for.
const measurements = ['bench', 'bare', 'swapping', 'reading', 'fit'].map((name) => [
  `bench/${name}`,
  `bench/${name}.ts`,
])

// One file for the program and a few it loads when it needs them: it starts in half the time that its modules would take.
const options = {
  input: {
    'cli/penguins': 'cli/penguins.ts',
    // A thread begins with a file of its own.
    'chunks/callInThread': 'tasks/train/trainers/native/callInThread.js',
    ...(what === 'bench' && Object.fromEntries(measurements)),
  },
  platform: 'node',
  // These bring files of their own (binaries, WebAssembly, a page, workers) or are loaded by name.
  external: ['libsql', /^ml-xgboost/, 'koffi', '@fastify/swagger-ui', /^pino/, 'autocannon', 'playwright-core'],
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name]-[hash].js',
    // Each start reads them.
    comments: { legal: true, annotation: false, jsdoc: false },
  },
  plugins: [{ name: 'node-modules', renderChunk: getNodeModules }],
}

/**
 * `import` reads all that a module of Node exports, and so loads what is only loaded when it is read: with `node:crypto` all of WebCrypto,
 * with `node:http` the WebSocket, 50 ms of a start. Each is taken from where it is instead.
 */
function getNodeModules(code) {
  return code.replace(/^import (.+) from "(node:[\w/]+)";$/gm, (_, names, name) => {
    const [, whole, some] = /^(\w+)?(?:, )?(\{.*\})?$/.exec(names)
    const from = `globalThis.process.getBuiltinModule("${name}")`
    return [whole, some?.replaceAll(' as ', ': ')].flatMap((it) => (it ? [`const ${it} = ${from};`] : [])).join(' ')
  })
}

// The page: hashed files that a browser keeps for ever, compressed once, here. `node build.js start` does without, and leaves
// the code as it is: the browser is on the same machine.
const page = {
  root: 'web',
  base: './',
  configFile: false,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir: '../dist/web',
    // The files before a change stay: whoever has the page open still loads them.
    emptyOutDir: false,
    // The terms of what is in it ask for their text beside it.
    license: { fileName: 'licenses.md' },
    // Nothing inline, so that the page's policy needs no exception.
    assetsInlineLimit: 0,
    minify: what !== 'start',
    modulePreload: { polyfill: false },
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    ...(what === 'dev' && { watch: {} }),
  },
  plugins: what === 'start' ? [] : [{ name: 'compress', writeBundle: compress }],
}

/** Writes each file once more as .br and .gz, beside it. */
async function compress({ dir }, files) {
  const packers = { br: promisify(brotliCompress), gz: promisify(gzip) }
  const pack = async (name) => {
    const bytes = await readFile(`${dir}/${name}`)
    const packed = Object.entries(packers).map(async ([ending, it]) =>
      writeFile(`${dir}/${name}.${ending}`, await it(bytes)),
    )
    await Promise.all(packed)
  }
  await Promise.all(
    Object.keys(files)
      .filter((it) => it.startsWith('assets/'))
      .map(pack),
  )
}

let server
let restarted = Promise.resolve()
const built = new Set()

// Neither build may empty the folder itself: the page is in the program's.
await rm('dist', { recursive: true, force: true })

// `node build.js dev` builds after each change, and starts the API anew, which reads the page when it starts.
if (what === 'dev') {
  process.once('SIGTERM', () => {
    server?.kill()
    process.exit()
  })
  onBuilt('program', watch(options))
  onBuilt('page', await buildPage(page))
} else {
  await Promise.all([build(options), buildPage(page)])
}

function onBuilt(part, watcher) {
  watcher.on('event', async ({ code, result, error }) => {
    if (code === 'ERROR') console.error(error.message)
    if (code === 'BUNDLE_END' || code === 'ERROR') await result?.close()
    if (code !== 'BUNDLE_END') return
    built.add(part)
    // One after the other: they share a port.
    if (built.size === 2) restarted = restarted.then(restart)
  })
}

async function restart() {
  if (server?.exitCode === null && server.kill()) await once(server, 'exit')
  server = spawn(process.execPath, ['dist/cli/penguins.js', 'serve'], { stdio: 'inherit' })
}
