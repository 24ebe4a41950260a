import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../test/chromium.js'
import { trainModel } from '../../test/trainedModel.js'
import { modelsFolder, startApi } from './api.js'
import { openTab } from './page.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

const short = (version: string) => version.split('-')[1]!

test('a version that is not in use is shown, linked to and left again, and what is in use stays', async () => {
  const modelsDir = modelsFolder()
  const [first, second] = [await trainModel(modelsDir), await trainModel(modelsDir, { num_round: 5 })]
  const { address } = await startApi(modelsDir)
  const { page } = await openTab(browser)
  await page.goto(`${address}/#versions`)
  await page.getByRole('button', { name: `Show ${short(first.version)}` }).click()
  await page.getByText('You are looking at a version that is not in use.').waitFor()
  await page.getByText(`penguins models promote ${first.version}`).waitFor()
  await page.waitForURL((url) => url.hash.includes(`version=${first.version}`))
  await page.reload()
  await page.getByText('You are looking at a version that is not in use.').waitFor()
  await page.getByRole('button', { name: 'Back to the one in use' }).click()
  await page.getByText('You are looking at a version').waitFor({ state: 'detached' })
  await page.waitForURL((url) => !url.hash.includes('version='))
  const { model_version } = await page.evaluate(async () => (await fetch('health/ready')).json())
  expect(model_version).toBe(second.version)
})

test('two versions are compared by what differs, and each row that they dispute opens in Predict', async () => {
  const modelsDir = modelsFolder()
  const [first, second] = [await trainModel(modelsDir, { num_round: 1, max_depth: 1 }), await trainModel(modelsDir)]
  const { address } = await startApi(modelsDir)
  const { page } = await openTab(browser)
  await page.goto(`${address}/#versions`)
  await page.getByRole('checkbox', { name: `Compare ${short(second.version)}` }).check()
  await page.getByRole('checkbox', { name: `Compare ${short(first.version)}` }).check()
  const differences = page.getByRole('table').filter({ hasText: 'the older' })
  await differences.getByRole('row', { name: 'Rounds of trees 1 20' }).waitFor()
  expect(await differences.getByText('Learning rate').count()).toBe(0)
  await page
    .getByRole('link', { name: /^Open line \d+ in Predict$/ })
    .first()
    .click()
  await page.getByRole('slider', { name: 'Culmen length' }).waitFor()
})

test('a link to a damaged version says what is wrong, and shows the one in use', async () => {
  const modelsDir = modelsFolder()
  const [first, second] = [await trainModel(modelsDir), await trainModel(modelsDir, { num_round: 5 })]
  appendFileSync(join(modelsDir, first.version, 'species.json'), ' ')
  const { address } = await startApi(modelsDir)
  const { page } = await openTab(browser, { refused: /\/health\/ready$|\/models\// })
  await page.goto(`${address}/#versions?version=${first.version}`)
  await page
    .getByText(/species\.json/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: `Show ${short(first.version)}` }).waitFor()
  await page.getByRole('row', { name: `${short(second.version)} shown` }).waitFor()
})
