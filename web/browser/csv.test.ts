import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '../../test/chromium.js'
import { penguins } from '../../test/datasets.js'
import { trainModel } from '../../test/trainedModel.js'
import { modelsFolder, startApi } from './api.js'
import { openTab } from './page.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

async function openPredict() {
  const modelsDir = modelsFolder()
  await trainModel(modelsDir)
  const { address } = await startApi(modelsDir)
  const { page, requests } = await openTab(browser)
  await page.goto(address)
  await page.getByText('Choose a CSV file').waitFor()
  return { page, requests }
}

test('a file that is dropped is predicted without a request, and given back as the API predicts it', async () => {
  const { page, requests } = await openPredict()
  const text = await readFile(penguins.file, 'utf8')
  const dropped = await page.evaluateHandle((content) => {
    const data = new DataTransfer()
    data.items.add(new File([content], 'birds.csv'))
    return data
  }, text)
  requests.length = 0
  await page.dispatchEvent('main', 'drop', { dataTransfer: dropped })
  const outcome = page.getByText('342 of 344 rows predicted')
  await outcome.waitFor()
  // The view is longer than the window, and what came of the file is at its end.
  await expect
    .poll(() => outcome.evaluate((it) => it.getBoundingClientRect().top))
    .toBeLessThan(page.viewportSize()!.height / 2)
  expect(requests.filter((url) => !/\/(assets\/|health)/.test(url) && !url.startsWith('blob:'))).toEqual([])

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Download as CSV').click()])
  expect(download.suggestedFilename()).toBe('birds.csv')
  const lines = (await readFile(await download.path(), 'utf8')).split('\n')
  expect(lines[0]).toMatch(
    /^species,island,.*,sex,predicted_species,probability_species,predicted_sex,probability_sex,/,
  )
  const [, , ...cells] = lines[1]!.split(',')
  const [length, depth, flipper, mass] = cells.map(Number)
  const said = await page.evaluate(
    async (body) =>
      (await fetch('predict', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json(),
    JSON.stringify({ culmen_length_mm: length, culmen_depth_mm: depth, flipper_length_mm: flipper, body_mass_g: mass }),
  )
  expect(cells.slice(5, 7)).toEqual([said.predictions.species.label, String(said.predictions.species.probability)])
})

test('a row opens in Predict, and a file that is none is refused in a sentence', async () => {
  const { page } = await openPredict()
  const file = (text: string) => ({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  const input = page.locator('input[type=file]')
  await input.setInputFiles(file('Culmen length;Culmen depth;Flipper length;Body mass\n50,3;15,1;220;5500\n'))
  await page.getByRole('button', { name: 'Open line 2 in Predict' }).click()
  expect(await page.getByRole('slider', { name: 'Culmen length' }).inputValue()).toBe('50.3')
  await input.setInputFiles(file('a,b\n1,2\n'))
  await page.getByText('mine.csv, line 1: no column has the name of a feature').waitFor()
})
