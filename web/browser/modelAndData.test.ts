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

async function open(view: string) {
  const modelsDir = modelsFolder()
  await trainModel(modelsDir)
  const { address } = await startApi(modelsDir)
  const { page, requests } = await openTab(browser)
  await page.goto(`${address}/#${view}`)
  return { page, address, requests }
}

test("a cell of the table of mistakes opens its rows, and each opens in Predict with the model's own answer", async () => {
  const { page } = await open('model')
  await page.getByText(/^Species Of 69 test rows it gets \d+ right/).waitFor()
  await page.getByText('This page predicted the test rows again and got the same table.').waitFor()
  const cell = page.getByRole('button', { name: /^\d+ rows?: Chinstrap taken for Adelie$/ })
  const rows = Number(await cell.textContent())
  await cell.click()
  await page.getByRole('heading', { name: /Chinstrap that it takes for Adelie$/ }).waitFor()
  const links = page.getByRole('link', { name: /^Open line \d+ in Predict$/ })
  expect(await links.count()).toBe(rows)
  const line = await links.first().getAttribute('aria-label')
  // The address holds the cell, so that a link shows the same.
  await page.waitForFunction(() => location.hash.includes('cell=1.0'))
  await links.first().click()
  await page.getByRole('slider', { name: 'Culmen length' }).waitFor()
  await page.waitForFunction(() => /^#predict\?\.culmen_length_mm=[\d.]+&/.test(location.hash))
  await page.goBack()
  await page.getByRole('heading', { name: /Chinstrap that it takes for Adelie$/ }).waitFor()
  expect(await links.first().getAttribute('aria-label')).toBe(line)
})

test('the word verified says what was verified', async () => {
  const { page } = await open('model')
  await page.getByRole('button', { name: 'verified' }).press('Enter')
  await page.getByText('the same SHA-256').first().waitFor()
  await page.keyboard.press('Escape')
  await page.locator('#proof').waitFor({ state: 'hidden' })
})

test('the files can be taken away as they were published', async () => {
  const { page, address } = await open('model')
  const link = page.getByRole('link', { name: 'species.json' })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  expect(download.suggestedFilename()).toBe('species.json')
  const href = await link.getAttribute('href')
  expect(await (await fetch(`${address}/${href}`)).json()).toHaveProperty('learner')
})

test('the data view tells what was thrown away and why, and needs no further request', async () => {
  const { page, requests } = await open('data')
  await page.getByText(/^344 rows were read.*: 342 are clean, 2 were rejected\./).waitFor()
  await page
    .getByRole('cell', { name: /^Culmen length is missing; Culmen depth is missing/ })
    .first()
    .waitFor()
  await page.getByRole('heading', { name: 'Flipper length, mm' }).waitFor()
  const before = requests.length
  await page.getByRole('radio', { name: 'Sex' }).check()
  await page.getByRole('img', { name: 'Body mass of 342 rows: female, male' }).waitFor()
  await page.getByText('Numbers of Body mass').click()
  await page.getByRole('columnheader', { name: 'female' }).waitFor()
  expect(requests.slice(before).filter((it) => !it.endsWith('/health/ready'))).toEqual([])
})
