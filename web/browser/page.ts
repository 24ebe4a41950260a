import type { Browser, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'

export interface Watched {
  page: Page
  /** Addresses asked for, since the start or the last call of `forget`. */
  requests: string[]
}

/**
 * A tab that fails the test, once it ends, on an error in the console, a breach of the page's policy, or a shift of its layout.
 *
 * @param refused addresses that the API may refuse, of which the browser itself complains
 */
export async function openTab(
  browser: Browser,
  { width = 1400, scheme = 'light' as 'light' | 'dark', refused = /\/health\/ready$/ } = {},
): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme })
  const page = await context.newPage()
  const faults: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    // The browser itself says that there is no model yet, or that nobody answers.
    if (message.type() === 'error' && !refused.test(message.location().url)) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => requests.push(request.url()))
  await page.addInitScript(() => {
    const shifts: number[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value)
      }
    }).observe({ type: 'layout-shift', buffered: true })
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`The page's policy forbids ${violatedDirective} ${blockedURI}`),
    )
  })
  onTestFinished(async () => {
    const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts).catch(() => [])
    await context.close()
    expect(faults).toEqual([])
    expect(shifts.reduce((sum, it) => sum + it, 0)).toBe(0)
  })
  return { page, requests }
}
