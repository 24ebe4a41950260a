import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchChromium } from '../../test/chromium.js'
import { trainModel } from '../../test/trainedModel.js'
import { views } from '../state/address.js'
import { modelsFolder, startApi } from './api.js'
import { openTab } from './page.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

describe.each(['light', 'dark'] as const)('in the %s theme', (scheme) => {
  test.each([390, 820, 1400])(
    'at %i pixels, axe finds nothing in any view, and nothing is wider than it',
    async (width) => {
      const modelsDir = modelsFolder()
      await trainModel(modelsDir)
      await trainModel(modelsDir, { num_round: 5 })
      const { address } = await startApi(modelsDir)
      const { page } = await openTab(browser, { width, scheme })
      for (const view of views) {
        await page.goto(`${address}/#${view}`)
        await page.locator('main h2').first().waitFor()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => [view, id, nodes.map((it) => it.html)])).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBeLessThanOrEqual(width)
      }
    },
  )
})
