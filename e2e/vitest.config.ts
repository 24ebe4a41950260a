import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['e2e/*.test.ts'],
    // One story: each test goes on from where the one before left the stack, of which there is one at a time.
    bail: 1,
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 1_200_000,
    reporters: ['verbose'],
  },
})
