import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { buildApp } from '../../api/app.js'
import type { Dataset } from '../../core/dataset/dataset.js'
import { penguins } from '../../test/datasets.js'

/** A models folder of the test's own, empty. */
export function modelsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'penguins-page-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The real API on a port of its own; it goes with the test. */
export async function startApi(modelsDir: string, dataset: Dataset = penguins, port = 0) {
  const settings = { MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] } as const
  const app = await buildApp({ ...settings, FRAME_ANCESTORS: [] }, dataset, { pollMs: 50 })
  onTestFinished(() => app.close())
  const address = await app.listen({ host: '127.0.0.1', port })
  return { app, address }
}
