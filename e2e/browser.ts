import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Frame, FrameLocator, Page } from 'playwright-core'
import { launchChromium } from '../test/chromium.js'
import { address, type Run } from './airflow.js'

/** Chromium, logged in to Airflow by its form as a user is. */
export async function openAirflow(username: string, password: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await launchChromium()
  // No theme of the browser's own: one that is forced on it would reach the frames in place of Airflow's.
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, colorScheme: null })
  const page = await context.newPage()
  await page.goto(address)
  await page.fill('input[name=username]', username)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Dags' }).first().waitFor()
  return { browser, page }
}

/** Opens the tab Results of a run and gives what is in its frame. */
export async function openResults(page: Page, { dag, id }: Run): Promise<FrameLocator> {
  await page.goto(`${address}/dags/${dag}/runs/${id}`)
  await page.getByRole('link', { name: 'Results' }).click()
  return page.frameLocator('iframe[title=Results]')
}

/** Opens the page by its entry in Airflow's menu. */
export async function openModel(page: Page): Promise<FrameLocator> {
  await page.getByRole('link', { name: 'Model', exact: true }).click()
  return page.frameLocator('iframe[title=Model]')
}

/** The red, green and blue of a frame's text. */
export const colourOfText = (frame: Frame) =>
  frame.evaluate<number[]>(`(() => {
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    context.fillStyle = getComputedStyle(document.body).color
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3)
  })()`)

/** Chooses Airflow's theme in its menu, as a user does. */
export async function chooseTheme(page: Page, theme: 'Light' | 'Dark') {
  await page.getByRole('button', { name: 'User' }).click()
  await page.getByRole('menuitem', { name: 'Appearance' }).click()
  await page.getByRole('menuitemradio', { name: `${theme} Mode` }).click()
  await page.keyboard.press('Escape')
}

/** The colour that a reader sees at the lower left corner of the frame, where nothing is written, as "r,g,b". */
export async function groundOf(page: Page): Promise<string> {
  const box = (await page.locator('iframe').boundingBox())!
  const clip = { x: box.x + 3, y: box.y + box.height - 6, width: 1, height: 1 }
  const png = (await page.screenshot({ clip })).toString('base64')
  return page.evaluate(`(async () => {
    const bytes = Uint8Array.from(atob('${png}'), (it) => it.charCodeAt(0))
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    context.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0)
    return context.getImageData(0, 0, 1, 1).data.slice(0, 3).join()
  })()`)
}

export async function frameOf(page: Page): Promise<Frame> {
  return (await (await page.locator('iframe').elementHandle())!.contentFrame())!
}

/** What axe finds in the frame, on the ground that Airflow gives it. */
export async function faultsOf(page: Page, ground: string) {
  const frame = await frameOf(page)
  // axe takes what is transparent for white.
  await frame.evaluate(`document.documentElement.style.background = 'rgb(${ground})'`)
  const { violations } = await new AxeBuilder({ page }).include(['iframe', 'main']).analyze()
  await frame.evaluate(`document.documentElement.style.background = ''`)
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}
