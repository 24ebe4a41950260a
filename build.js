import { build } from 'rolldown'

// One file for the program and a few it loads when it needs them: it starts in half the time that its modules would take.
await build({
  input: {
    'cli/penguins': 'cli/penguins.ts',
    'bench/bench': 'bench/bench.ts',
    'bench/bare': 'bench/bare.ts',
    'bench/swapping': 'bench/swapping.ts',
    'bench/tune': 'bench/tune.ts',
  },
  platform: 'node',
  // These bring files of their own (binaries, WebAssembly, a page, workers) or are loaded by name.
  external: ['libsql', /^ml-xgboost/, /^fastify/, /^@fastify\//, /^pino/, 'close-with-grace', 'autocannon'],
  output: { dir: 'dist', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', cleanDir: true },
})
