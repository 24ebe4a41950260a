import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,tasks,cli,api}/**/*.test.ts'],
    globalSetup: ['test/build.ts', 'test/setup.ts'],
    // Every file of SQLite is a test's own; a MySQL database is all tests' own, one after the other.
    fileParallelism: !process.env.DATABASE_URL?.startsWith('mysql:'),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
