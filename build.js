const { build } = await import('rolldown').catch(() => {
  console.error('The build needs rolldown, which is not there: run `npm ci --include=dev`.')
  process.exit(1)
})

// `node build.js bench` adds the measurements, which the images have no use for.
const measurements = ['bench', 'bare', 'swapping', 'tune'].map((name) => [`bench/${name}`, `bench/${name}.ts`])

// One file for the program and a few it loads when it needs them: it starts in half the time that its modules would take.
await build({
  input: {
    'cli/penguins': 'cli/penguins.ts',
    ...(process.argv[2] === 'bench' && Object.fromEntries(measurements)),
  },
  platform: 'node',
  // These bring files of their own (binaries, WebAssembly, a page, workers) or are loaded by name.
  external: ['libsql', /^ml-xgboost/, /^fastify/, /^@fastify\//, /^pino/, 'close-with-grace', 'autocannon'],
  output: { dir: 'dist', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', cleanDir: true },
})
