import { defineConfig } from 'vitest/config'

// The page in a real browser, against the real API and models that the tests train: `npm run test:page`. It needs Chromium.
export default defineConfig({
  test: {
    include: ['web/browser/*.test.ts'],
    globalSetup: ['test/build.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
