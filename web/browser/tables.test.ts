import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Dataset } from '../../core/dataset/dataset.js'
import { mulberry32 } from '../../core/random.js'
import { launchChromium } from '../../test/chromium.js'
import { type FilledField, writeMixedTable, writeTable } from '../../test/tables.js'
import { trainModel } from '../../test/trainedModel.js'
import { views } from '../state/address.js'
import { modelsFolder, startApi } from './api.js'
import { openTab } from './page.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

test('thirty features and twenty classes', async () => {
  await openAll(await writeWide(30, 20))
})

test('one feature and two classes', async () => {
  await openAll(await writeWide(1, 2))
})

test('every kind of feature and target, with missing values', async () => {
  await openAll(await writeMixedTable(modelsFolder()))
})

/** Opens each view: it says something, axe finds nothing, nothing is wider than the screen, and no name of the program's shows. */
async function openAll(dataset: Dataset) {
  const modelsDir = modelsFolder()
  await trainModel(modelsDir, { num_round: 4 }, dataset)
  await trainModel(modelsDir, { num_round: 6 }, dataset)
  const { address } = await startApi(modelsDir, dataset)
  for (const width of [390, 1400]) {
    const { page } = await openTab(browser, { width })
    for (const view of views) {
      await page.goto(`${address}/#${view}`)
      await page.locator('main h2').first().waitFor()
      const text = await page.locator('main').innerText()
      expect(text, view).not.toMatch(/undefined|NaN|Infinity|\[object|null/)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => [view, id, nodes.map((it) => it.html)])).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBeLessThanOrEqual(width)
    }
  }
}

/** Numbers around a centre of each class. */
function writeWide(features: number, classes: number): Promise<Dataset> {
  const random = mulberry32(5)
  const rows = Array.from({ length: 60 * classes }, (_, i) => ({
    kind: i % classes,
    values: Array.from({ length: features }, (_, f) => 10 + (((i % classes) * (f + 3)) % 17) + random() * 4),
  }))
  const fields: FilledField[] = [
    ...Array.from(
      { length: features },
      (_, f): FilledField => ({
        name: `measure_${f}`,
        role: 'feature',
        type: 'number',
        unit: 'mm',
        text: (row) => rows[row]!.values[f]!.toFixed(1),
      }),
    ),
    {
      name: 'kind',
      role: 'target',
      type: 'string',
      categories: Array.from({ length: classes }, (_, c) => `kind ${c}`),
      text: (row) => `kind ${rows[row]!.kind}`,
    },
  ]
  return writeTable(modelsFolder(), 'wide', fields, rows.length)
}
