import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDataset } from '../../core/dataset/readDataset.js'
import { launchChromium } from '../../test/chromium.js'
import { penguins } from '../../test/datasets.js'
import { writePeople } from '../../test/people.js'
import { trainModel } from '../../test/trainedModel.js'
import { modelsFolder, startApi } from './api.js'
import { openTab } from './page.js'

let browser: Browser
beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(() => browser.close())

async function openPredict(dataset = penguins, before = async (_: Page) => {}) {
  const modelsDir = modelsFolder()
  await trainModel(modelsDir, {}, dataset)
  const { address } = await startApi(modelsDir, dataset)
  const tab = await openTab(browser)
  await before(tab.page)
  await tab.page.goto(address)
  await tab.page.getByRole('region', { name: 'Reasons' }).waitFor()
  return tab
}

const answer = (page: Page, index = 0) => page.locator('.targets output').nth(index).locator('strong').first()

/** Drags a slider to its end, and holds it. */
async function drag(page: Page, name: string) {
  const { x, y, width, height } = (await page.getByRole('slider', { name }).boundingBox())!
  await page.mouse.move(x + 20, y + height / 2)
  await page.mouse.down()
  for (let step = 1; step <= 40; step++) await page.mouse.move(x + 20 + ((width - 25) * step) / 40, y + height / 2)
}

test('while a slider is dragged nothing is asked of the API, nothing jumps, and the answer follows', async () => {
  const { page, requests } = await openPredict()
  await page.getByText('Try it').waitFor()
  requests.length = 0
  await drag(page, 'Culmen length')
  await expect.poll(() => answer(page).textContent()).toBe('Chinstrap')
  await page.getByText('Here the model guesses').waitFor()
  await page.mouse.up()
  await page.waitForFunction(() => location.hash.includes('culmen_length_mm'))
  // The page asks which model is in use from time to time.
  expect(requests.filter((it) => !it.endsWith('/health/ready'))).toEqual([])
})

test('where the machine is slow, bars, reasons and tracks are about the row in hand too, once the hand rests', async () => {
  const { page } = await openPredict()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 8 })
  await drag(page, 'Culmen length')
  await page.mouse.up()
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await page.waitForFunction(() => /culmen_length_mm=[56]/.test(location.hash))
  const shown = async () => [
    await page.locator('.bars li').allTextContents(),
    await page.locator('.waterfall li').allTextContents(),
    await page.locator('.slider canvas').evaluateAll((all) => all.map((it) => (it as HTMLCanvasElement).toDataURL())),
  ]
  const dragged = await shown()
  const [sure] = /[\d.]+ %/.exec((await page.locator('.chosen output').textContent())!)!
  expect(dragged[0]!.join()).toContain(sure)
  await page.reload()
  await page.getByRole('region', { name: 'Reasons' }).waitFor()
  expect(await shown()).toEqual(dragged)
})

test('the smallest change flips the answer, and a feature that is kept stays as it is', async () => {
  const { page } = await openPredict()
  const change = page.locator('.flip')
  const length = page.getByRole('spinbutton', { name: 'Culmen length' })
  await change.getByText(/culmen length [\d.]+ mm \([\d.]+ mm more\)/).waitFor()
  await page.getByRole('checkbox', { name: 'keep Culmen length' }).check()
  await change.getByText(/flipper|body mass|depth|No change/).waitFor()
  expect(await change.textContent()).not.toContain('culmen length')
  await page.getByRole('checkbox', { name: 'keep Culmen length' }).uncheck()
  await change.getByText(/culmen length [\d.]+ mm \([\d.]+ mm more\)/).waitFor()
  const before = await answer(page).textContent()
  const said = /would say (\w+)\./.exec((await change.textContent())!)![1]
  await page.getByRole('button', { name: 'Try it' }).click()
  await expect.poll(() => answer(page).textContent()).toBe(said)
  // A tenth of a millimetre less is not enough.
  await length.press('ArrowDown')
  await expect.poll(() => answer(page).textContent()).toBe(before)
})

test('a field says why it does not take what is typed, and the slider follows what it takes', async () => {
  const { page } = await openPredict()
  const field = page.getByRole('spinbutton', { name: 'Body mass' })
  const type = async (text: string) => {
    await field.press('Control+a')
    await field.pressSequentially(text)
  }
  await type('99999')
  await page.getByText('It must be between').waitFor()
  expect(await page.getByRole('slider', { name: 'Body mass' }).inputValue()).toBe('3750')
  await type('5000')
  await page.getByText('It must be between').waitFor({ state: 'detached' })
  expect(await page.getByRole('slider', { name: 'Body mass' }).inputValue()).toBe('5000')
})

test('the reasons add up to the logarithm of how many times likelier the answer is', async () => {
  const { page } = await openPredict()
  await page.getByText('The numbers, which add up').click()
  const cells = await page.locator('.reasons td.number').allTextContents()
  const numbers = cells.map((it) => Number(it.replace('−', '-')))
  const total = numbers.pop()!
  expect(numbers.reduce((sum, it) => sum + it, 0)).toBeCloseTo(total, 6)
  const [first, second] = await page.evaluate(async () => {
    const reply = await fetch('predict', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"culmen_length_mm":39.1,"culmen_depth_mm":18.7,"flipper_length_mm":181,"body_mass_g":3750}',
    })
    const { predictions } = await reply.json()
    return Object.values<number>(predictions.species.probabilities).sort((a, b) => b - a)
  })
  expect(Math.abs(total - Math.log(first! / second!))).toBeLessThan(0.001)
})

test('the API says the same, and a copied command asks it', async () => {
  const { page } = await openPredict()
  await page.getByRole('button', { name: 'Ask the API' }).click()
  await page.getByText(/The API says the same, digit by digit, in \d+\.\d ms/).waitFor()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy as curl' }).click()
  await page.getByText('Copied').waitFor()
  const command = await page.evaluate(() => navigator.clipboard.readText())
  expect(command).toBe(
    `curl '${new URL('predict', page.url())}' --json '{"culmen_length_mm":39.1,"culmen_depth_mm":18.7,"flipper_length_mm":181,"body_mass_g":3750}'`,
  )
})

test('every kind of feature and target of another table has its control, its answer and its reasons', async () => {
  const { page } = await openPredict(await readDataset(writePeople(mkdtempSync(join(tmpdir(), 'people-')))))
  const age = page.getByRole('slider', { name: 'Alter' })
  await age.press('End')
  await expect.poll(() => answer(page).textContent()).toBe('>50K')
  await page.getByRole('radio', { name: 'Preis in €' }).check()
  await page.getByRole('heading', { name: /^Why \d+ €/ }).waitFor()
  const high = await answer(page, 3).textContent()
  await age.press('Home')
  await expect.poll(() => answer(page, 3).textContent()).not.toBe(high)
  const size = page.getByRole('spinbutton', { name: 'größe' })
  await page.getByRole('checkbox', { name: /größe.* missing/ }).check()
  expect(await size.inputValue()).toBe('')
  await page.getByRole('checkbox', { name: /größe.* missing/ }).uncheck()
  expect(await size.inputValue()).not.toBe('')
  await page.getByRole('radiogroup', { name: 'Ort' }).getByRole('radio', { name: 'a/b' }).check()
  await page.waitForFunction(() => location.hash.includes('Ort=a%2Fb'))
})

test('a model that is too large for the page stays with the API, which is asked about the row', async () => {
  const large = async (page: Page) => {
    await page.route('**/species.json', async (route) => {
      const reply = await route.fetch()
      const body = (await reply.text()) + ' '.repeat(9 << 20)
      await route.fulfill({ body, headers: { 'content-length': String(body.length) } })
    })
  }
  const { page } = await openPredict(penguins, large)
  await page.getByText('This model is too large for the page').waitFor()
  expect(await page.locator('.slider .paint.plain').count()).toBe(4)
  await expect.poll(() => answer(page).textContent()).toBe('Adelie')
  const slider = page.getByRole('slider', { name: 'Culmen length' })
  await slider.focus()
  for (let step = 0; step < 5; step++) await slider.press('PageUp')
  await expect.poll(() => answer(page).textContent()).toBe('Chinstrap')
  await page.getByRole('region', { name: 'Reasons' }).getByText('× Chinstrap').first().waitFor()
})
