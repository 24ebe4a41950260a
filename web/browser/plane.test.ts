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

/** Predict with the bill's two measurements as axes, and its number fields. */
async function openPlane() {
  const modelsDir = modelsFolder()
  await trainModel(modelsDir)
  const { address } = await startApi(modelsDir)
  const { page } = await openTab(browser)
  await page.goto(`${address}/#predict?x=culmen_length_mm&y=culmen_depth_mm`)
  const marker = page.getByRole('slider', { name: 'The row in hand' })
  await marker.waitFor()
  const field = (name: string) => page.getByRole('spinbutton', { name }).inputValue().then(Number)
  return { page, marker, length: () => field('Culmen length'), depth: () => field('Culmen depth') }
}

test('the row is dragged in the plane: both measurements follow, and so does the address', async () => {
  const { page, marker, length, depth } = await openPlane()
  const [beforeLength, beforeDepth] = [await length(), await depth()]
  const { x, y, width, height } = (await marker.boundingBox())!
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2 + 120, y + height / 2 + 90, { steps: 6 })
  await page.mouse.up()
  await expect.poll(length).toBeGreaterThan(beforeLength + 3)
  expect(await depth()).toBeLessThan(beforeDepth - 1)
  const moved = await length()
  await page.waitForFunction((it) => location.hash.includes(`culmen_length_mm=${it}`), moved)
  await page.reload()
  await marker.waitFor()
  expect(await length()).toBe(moved)
})

test('arrow keys move it by what the data is measured to, with Shift by ten of it', async () => {
  const { page, marker, length, depth } = await openPlane()
  const [beforeLength, beforeDepth] = [await length(), await depth()]
  await marker.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Shift+ArrowDown')
  await expect.poll(async () => (await length()) - beforeLength).toBeCloseTo(0.1)
  await expect.poll(async () => beforeDepth - (await depth())).toBeCloseTo(1)
  expect(await marker.getAttribute('aria-valuetext')).toMatch(/^Culmen length .* mm, culmen depth .* mm: \w+, .*%$/)
})

test('a row of the data is taken by click and by keyboard, with all its measurements', async () => {
  const { page, marker } = await openPlane()
  const rows = page.getByRole('listbox', { name: 'Rows of the data' })
  await rows.focus()
  await page.keyboard.press('End')
  const name = await rows.getByRole('option').getAttribute('aria-label')
  await page.keyboard.press('Enter')
  await page.getByText(/^Line 345, /).waitFor()
  expect(name).toMatch(/line 345/i)
  const { x, y } = (await rows.getByRole('option').boundingBox())!
  const taken = (await marker.boundingBox())!
  expect(Math.abs(taken.x + taken.width / 2 - x)).toBeLessThan(30)
  expect(Math.abs(taken.y + taken.height / 2 - y)).toBeLessThan(30)
  await page.keyboard.press('Home')
  const first = (await rows.getByRole('option').boundingBox())!
  await page.mouse.click(first.x + first.width / 2, first.y + first.height / 2)
  await page.getByText(/^Line 2, /).waitFor()
})

test('taking the other axis for this one swaps them, and a link keeps that', async () => {
  const { page, marker } = await openPlane()
  const across = page.getByRole('combobox', { name: /horizontal|x axis/i })
  await across.selectOption({ label: 'Culmen depth, mm' })
  await page.waitForFunction(() => location.hash.includes('x=culmen_depth_mm&y=culmen_length_mm'))
  await page.reload()
  await marker.waitFor()
  expect(await across.inputValue()).toBe('culmen_depth_mm')
})

test('the map is painted with what the model says, and anew when the row leaves its plane', async () => {
  const { page } = await openPlane()
  const pixels = () =>
    page.getByRole('img', { name: /^Map of species/ }).evaluate((map: HTMLCanvasElement) => {
      const copy = new OffscreenCanvas(map.width, map.height).getContext('2d')!
      copy.drawImage(map, 0, 0)
      return [...new Uint32Array(copy.getImageData(0, 0, map.width, map.height).data.buffer)]
    })
  await expect.poll(async () => new Set(await pixels()).size).toBeGreaterThan(3)
  const before = await pixels()
  expect(before).not.toContain(0)
  await page.getByRole('spinbutton', { name: 'Flipper length' }).fill('230')
  await expect.poll(async () => (await pixels()).some((pixel, i) => pixel !== before[i])).toBe(true)
})
