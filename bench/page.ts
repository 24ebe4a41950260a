import { setTimeout } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { sum } from '../core/numbers.js'
import { launchChromium } from '../test/chromium.js'
import type { Bench } from './context.js'
import { median, servePenguins } from './processes.js'
import { byTurns, type Figure } from './table.js'
import { trainIfNone } from './trainIfNone.js'

const PORT = 8814
const address = `http://localhost:${PORT}/`
/** A laptop of some years ago is about this much slower than the machine that measures. */
const THROTTLE = 4
const THROTTLED = `at ${THROTTLE}x throttle`
const STEPS = 200
const LONG_STEPS = 7000
const TURNS = 5
/** From one step to the next. */
const FRAME_MS = 16

/** What runs in the page is text: this program is not compiled with a browser's types. */
const PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
const LOADED = "performance.getEntriesByType('resource').map((it) => [it.name, it.encodedBodySize])"

const SLIDER_ALONE = `<input type=range aria-label="a slider alone" style="width: 300px"
  oninput="this.nextSibling.textContent = this.value"><output></output>`

/** Keeps the times of frames that follow an event, and of the two after them, which answer it too. */
const TIME_FRAMES = `{
  const times = []
  const { port1, port2 } = new MessageChannel()
  let start, left = 0
  const onEvent = () => { start ??= performance.now(); left = 3 }
  for (const type of ['pointermove', 'input']) addEventListener(type, onEvent, { capture: true })
  port1.onmessage = () => {
    if (start !== undefined && left-- > 0) times.push(performance.now() - start)
    start = undefined
  }
  const onFrame = () => {
    start ??= performance.now()
    port2.postMessage(0)
    frame = requestAnimationFrame(onFrame)
  }
  let frame = requestAnimationFrame(onFrame)
  globalThis.stopTiming = () => {
    cancelAnimationFrame(frame)
    for (const type of ['pointermove', 'input']) removeEventListener(type, onEvent, { capture: true })
    return times
  }
}`
const STOP_TIMING = 'stopTiming()'

/**
 * The page in Chromium: what is loaded, when it can be used, what a frame costs while a slider is dragged, what asking the API at each step
 * would cost in its place, and what stays in memory.
 */
export async function benchPage({ modelsDir, dataset, folder }: Bench) {
  const browser = await launchChromium().catch(() => undefined)
  if (!browser) return console.log('!! SKIPPED: the page; there is no Chromium (name one in CHROMIUM)')
  await trainIfNone(modelsDir, folder)
  const server = await servePenguins(modelsDir, PORT)
  try {
    await byTurns(`the page cold, ${THROTTLED}`, { Penguins: () => arrive(browser) }, TURNS)
    const tab = await openSlowly(browser)
    await tab.page.goto(address)
    await tab.page.getByRole('slider').first().waitFor()
    await benchDrags(browser, tab, dataset.features)
    await byTurns(`a step asked of the API, ${THROTTLED}`, { Penguins: () => ask(tab.page) }, TURNS)
    const memory = { Penguins: () => heap(tab) }
    await byTurns('memory of the page', memory, 1)
    const dragged = { Penguins: () => dragOn(tab.page).then(memory.Penguins) }
    await byTurns(
      `memory of the page after each of ${TURNS} times ${LONG_STEPS.toLocaleString('en')} steps`,
      dragged,
      TURNS,
    )
  } finally {
    await browser.close()
    await server.stop()
  }
}

interface SlowTab {
  page: Page
  devtools: CDPSession
}

/** A page in a browser that is slowed down. */
async function openSlowly(browser: Browser): Promise<SlowTab> {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
  return { page, devtools }
}

/** What is loaded before the page can be used, and how long it takes, in a browser that knows nothing of it. */
async function arrive(browser: Browser): Promise<Figure[]> {
  const { page } = await openSlowly(browser)
  const started = performance.now()
  await page.goto(address)
  await page.getByRole('slider').first().waitFor()
  const usable = performance.now() - started
  await page.waitForTimeout(500)
  const paint = await page.evaluate<number>(PAINTED)
  const files = await page.evaluate<[string, number][]>(LOADED)
  await page.close()
  const kB = (files: [string, number][]) => sum(files.map(([, bytes]) => bytes)) / 1000
  return [
    { of: 'first paint', value: paint, unit: 'ms' },
    { of: 'usable', value: usable, unit: 'ms' },
    { of: 'code, brotli', value: kB(files.filter(([name]) => name.includes('/assets/'))), unit: 'kB' },
    { of: 'all that is loaded', value: kB(files), unit: 'kB' },
  ]
}

/** What a frame takes while each slider is dragged, beside what the browser itself takes of it: on a page of a slider and its number. */
async function benchDrags(browser: Browser, ours: SlowTab, features: readonly { title: string }[]) {
  let requests = 0
  ours.page.on('request', (request) => request.url().includes('/health/') || requests++)
  for (const { title } of features) {
    const sides = {
      Penguins: () => drag(ours, title),
      'a slider alone': async () => {
        // A tab that is open takes time of the others.
        const alone = await openSlowly(browser)
        await alone.page.setContent(SLIDER_ALONE)
        const turn = await drag(alone, 'a slider alone')
        await alone.page.close()
        return turn
      },
    }
    await byTurns(`a frame while ${title} is dragged, p95, ${THROTTLED}`, sides, TURNS)
  }
  await byTurns('requests of all that dragging', { Penguins: async () => [{ value: requests, unit: 'requests' }] }, 1)
}

/**
 * Drags a slider from end to end: what nearly every frame takes of the main thread, 19 of 20, from the first event that it answers, or its
 * beginning, until it is painted. A message that is sent while it is made arrives just after that. The mouse is moved through the browser's
 * own protocol: Playwright's `mouse.move` runs scripts of its own in the page at each step of a drag.
 */
async function drag({ page, devtools }: SlowTab, title: string): Promise<Figure[]> {
  const slider = page.getByRole('slider', { name: title }).first()
  await slider.scrollIntoViewIfNeeded()
  const box = (await slider.boundingBox())!
  const y = box.y + box.height / 2
  const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number) =>
    devtools.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 })
  await mouse('mousePressed', box.x + 10)
  await page.evaluate(TIME_FRAMES)
  for (let step = 0; step < STEPS; step++) {
    await mouse('mouseMoved', box.x + 10 + ((box.width - 20) * step) / STEPS)
    await setTimeout(FRAME_MS)
  }
  await mouse('mouseReleased', box.x + box.width - 10)
  const times = (await page.evaluate<number[]>(STOP_TIMING)).sort((a, b) => a - b)
  return [{ value: times[Math.floor(times.length * 0.95)]!, unit: 'ms' }]
}

/** What a page without the model would wait for at each step: a prediction and an explanation, without map, tracks and nearest change. */
async function ask(page: Page): Promise<Figure[]> {
  const times = await page.evaluate(
    async ([row, count]) => {
      const ask = (path: string) =>
        fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(row) })
      const times = []
      for (let i = 0; i < count; i++) {
        const started = performance.now()
        for (const reply of await Promise.all([ask('predict'), ask('explain')])) await reply.json()
        times.push(performance.now() - started)
      }
      return times
    },
    [{ culmen_length_mm: 39.1, culmen_depth_mm: 18.7, flipper_length_mm: 181, body_mass_g: 3750 }, STEPS] as const,
  )
  return [{ value: median(times), unit: 'ms' }]
}

/** What of the page stays in memory. */
async function heap({ page, devtools }: SlowTab): Promise<Figure[]> {
  await devtools.send('HeapProfiler.collectGarbage')
  const bytes = await page.evaluate<number>('performance.memory.usedJSHeapSize')
  return [{ value: bytes / 1e6, unit: 'MB' }]
}

/** Two minutes of dragging, a step a frame. */
const dragOn = (page: Page) =>
  page.evaluate(`(async () => {
    const input = document.querySelector('input[type=range]')
    const [low, high] = [Number(input.min), Number(input.max)]
    for (let step = 0; step < ${LONG_STEPS}; step++) {
      input.value = low + (high - low) * Math.abs(((step / 100) % 2) - 1)
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((done) => requestAnimationFrame(done))
    }
  })()`)
