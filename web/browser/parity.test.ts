import type { Browser } from 'playwright-core'
import { rolldown } from 'rolldown'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Dataset, Feature } from '../../core/dataset/dataset.js'
import type { FeatureValues } from '../../core/model/encode.js'
import { mulberry32 } from '../../core/random.js'
import { launchChromium } from '../../test/chromium.js'
import { penguins } from '../../test/datasets.js'
import { writeMixedTable } from '../../test/tables.js'
import { trainModel } from '../../test/trainedModel.js'
import { modelsFolder, startApi } from './api.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const ROWS = 1000

test('the page predicts and explains as the API does, to the last digit', async () => {
  await compare(penguins)
})

test('so it does with categories, booleans, missing values and a number as the target', async () => {
  await compare(await writeMixedTable(modelsFolder()))
})

async function compare(dataset: Dataset) {
  const modelsDir = modelsFolder()
  const { version } = await trainModel(modelsDir, {}, dataset)
  const { address } = await startApi(modelsDir, dataset)
  const rows = randomRows(dataset)
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' }
    const reply = await fetch(`${address}/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(reply.status).toBe(200)
    return reply.json()
  }
  const { results } = await post('predict/batch', rows)
  const explanations = []
  for (const row of rows) explanations.push((await post('explain', row)).explanations)

  // What the page runs is in its bundle under names of the bundler's; this is the same code under its own.
  const context = await browser.newContext({ bypassCSP: true })
  const page = await context.newPage()
  await page.goto(address)
  await page.addScriptTag({ content: await bundled() })
  const found = await page.evaluate(
    async ([version, rows]) => {
      const { model } = await window.core.loadModel(version)
      if (!model) throw new Error('the model is not in the page')
      return {
        results: window.core.predict(model, rows),
        explanations: rows.map((row) => window.core.explain(model, row).explanations),
      }
    },
    [version, rows] as const,
  )
  expect(found.results).toEqual(results)
  expect(found.explanations).toEqual(explanations)
  await context.close()
}

/** Rows all over what a request may hold, a tenth of what may be missing is. */
function randomRows({ features }: Dataset): FeatureValues[] {
  const random = mulberry32(1)
  const valueFor = (feature: Feature) => {
    if (!feature.required && random() < 0.1) return null
    if (feature.kind === 'boolean') return random() < 0.5
    if (feature.kind === 'category') return feature.categories[Math.floor(random() * feature.categories.length)]!
    const { min = 0, max = 40, integer } = feature
    const value = min + random() * (max - min)
    return integer ? Math.round(value) : Number(value.toFixed(2))
  }
  return Array.from({ length: ROWS }, () => Object.fromEntries(features.map((it) => [it.name, valueFor(it)])))
}

async function bundled(): Promise<string> {
  const bundle = await rolldown({ input: 'web/browser/core.entry.ts', platform: 'browser' })
  const { output } = await bundle.generate({ format: 'iife', name: 'entry' })
  return output[0].code
}
