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

test('before the first model the page says what to do, and then shows the model by itself', async () => {
  const modelsDir = modelsFolder()
  const { address } = await startApi(modelsDir)
  const { page } = await openTab(browser)
  await page.goto(address)
  await page.getByText('There is no model yet: trigger the DAG penguins_pipeline').waitFor()
  await trainModel(modelsDir)
  await page.getByRole('slider', { name: 'Culmen length' }).waitFor()
})

test('a newer model is offered and never taken up under the hand', async () => {
  const modelsDir = modelsFolder()
  const first = await trainModel(modelsDir)
  const { address } = await startApi(modelsDir)
  const { page } = await openTab(browser)
  await page.goto(address)
  await page.getByRole('slider', { name: 'Culmen length' }).waitFor()
  const second = await trainModel(modelsDir, { num_round: 5 })
  const shown = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  await page.getByRole('button', { name: 'Use the newer model' }).waitFor()
  expect((await shown()).some((name) => name.includes(first.version))).toBe(true)
  expect((await shown()).some((name) => name.includes(second.version))).toBe(false)
  await page.getByRole('button', { name: 'Use the newer model' }).click()
  await page.getByRole('button', { name: 'Use the newer model' }).waitFor({ state: 'detached' })
  expect((await shown()).some((name) => name.includes(second.version))).toBe(true)
})

test('the page goes on working while the API is away, says so, and finds it again', async () => {
  const modelsDir = modelsFolder()
  await trainModel(modelsDir)
  const { app, address } = await startApi(modelsDir)
  const { page } = await openTab(browser)
  await page.goto(address)
  const slider = page.getByRole('slider', { name: 'Culmen length' })
  await slider.waitFor()
  await page.getByText('Adelie').first().waitFor()
  await app.close()
  await page.getByText(/away since \d\d:\d\d/).waitFor()
  await slider.fill('50')
  await page.getByText('Chinstrap').first().waitFor()
  await startApi(modelsDir, undefined, Number(new URL(address).port))
  await page.getByText(/away since/).waitFor({ state: 'detached' })
})

test('a link to a version waits for the first model, and then shows the one in use', async () => {
  const modelsDir = modelsFolder()
  const { address } = await startApi(modelsDir)
  const { page } = await openTab(browser, { refused: /\/health\/ready$|\/models\// })
  await page.goto(`${address}/#predict?version=20260101T000000-abcdef`)
  await page.getByText('There is no model yet: trigger the DAG penguins_pipeline').waitFor()
  await trainModel(modelsDir)
  await page.getByRole('slider', { name: 'Culmen length' }).waitFor()
})
