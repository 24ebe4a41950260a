import { type Browser, chromium, type Page } from 'playwright-core'
import { address } from './airflow.js'

// Not what the browser asks of its maker in the background, which a test has no use for.
const args = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic']
if (process.getuid?.() === 0) args.push('--no-sandbox')

/** Chromium, logged in to Airflow by its form as a user is. */
export async function openAirflow(username: string, password: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args })
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  await page.goto(address)
  await page.fill('input[name=username]', username)
  await page.fill('input[name=password]', password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Dags' }).first().waitFor()
  return { browser, page }
}
