import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,csv,database,registry,scoring,tasks,cli,api,web}/**/*.test.ts'],
    // The first need Chromium, `npm run test:page`; the others change a server's settings, as an administrator of it.
    exclude: [
      ...configDefaults.exclude,
      'web/browser/**',
      ...(process.env.MYSQL_ROOT_URL ? [] : ['**/mysqlServer.test.ts']),
    ],
    globalSetup: ['test/build.ts', 'test/setup.ts'],
    // Every file of SQLite is a test's own; a MySQL database is all tests' own, one after the other.
    fileParallelism: !process.env.DATABASE_URL?.startsWith('mysql:'),
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
