import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../test/chromium.js'
import type { Bench } from './context.js'
import { median, serve } from './processes.js'
import { byTurns } from './table.js'
import { trainIfNone } from './trainIfNone.js'

const PORT = 8814
const address = `http://localhost:${PORT}/`
/** A laptop of some years ago is about this much slower than the machine that measures. */
const THROTTLE = 4
const STEPS = 200
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
 * The page in Chromium: what is loaded, when it can be used, what a frame costs while a slider is dragged, and what asking the API at each
 * step would cost in its place.
 */
export async function benchPage({ modelsDir, dataset, folder }: Bench) {
  const browser = await launchChromium().catch(() => undefined)
  if (!browser) return console.log('!! SKIPPED: the page; there is no Chromium (name one in CHROMIUM)')
  await trainIfNone(modelsDir, folder)
  sayChunks()
  const env = { MODELS_DIR: modelsDir, PORT: String(PORT), LOG_LEVEL: 'warn' }
  const server = await serve(process.execPath, ['dist/cli/penguins.js', 'serve'], `${address}health/ready`, env)
  try {
    const { page, devtools } = await openSlowly(browser)
    await sayArrival(page)
    let requests = 0
    page.on('request', (request) => request.url().includes('/health/') || requests++)
    await benchDrags(browser, { page, devtools }, dataset.features)
    console.log(`the page: ${requests} requests while dragging`)
    await sayAsking(page)
    await sayHeap(page, devtools)
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

/** What a frame takes while each slider is dragged, beside what the browser itself takes of it: on a page of a slider and its number. */
async function benchDrags(browser: Browser, ours: SlowTab, features: readonly { title: string }[]) {
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
    await byTurns(`a frame while ${title} is dragged, p95, at ${THROTTLE}x throttle`, 'ms', sides, TURNS)
  }
}

/** Brotli bytes of each file that the build made. */
function sayChunks() {
  const folder = 'dist/web/assets'
  const sizes = readdirSync(folder)
    .filter((name) => /\.(js|css)$/.test(name))
    .map(
      (name) =>
        `${name.replace(/-[\w-]{8}\./, '.')} ${kB(brotliCompressSync(readFileSync(join(folder, name))).length)}`,
    )
  console.log(`the page, brotli: ${sizes.join(', ')}`)
}

async function sayArrival(page: Page) {
  const started = Date.now()
  await page.goto(address)
  await page.getByRole('slider').first().waitFor()
  const usable = Date.now() - started
  await page.waitForTimeout(500)
  const paint = await page.evaluate<number>(PAINTED)
  const bytes = await page.evaluate<[string, number][]>(LOADED)
  const first = bytes.filter(([name]) => name.includes('/assets/')).reduce((sum, [, size]) => sum + size, 0)
  const all = bytes.reduce((sum, [, size]) => sum + size, 0)
  console.log(
    `the page, cold, at ${THROTTLE}x throttle: first paint ${Math.round(paint)} ms, usable ${usable} ms, ${kB(first)} of code, ${kB(all)} in all`,
  )
}

/**
 * Drags a slider from end to end: what nearly every frame takes of the main thread, 19 of 20, from the first event that it answers, or its
 * beginning, until it is painted. A message that is sent while it is made arrives just after that. The mouse is moved through the browser's
 * own protocol: Playwright's `mouse.move` runs scripts of its own in the page at each step of a drag.
 */
async function drag({ page, devtools }: SlowTab, title: string) {
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
  return { value: times[Math.floor(times.length * 0.95)]! }
}

/** What a page without the model would wait for at each step: a prediction and an explanation. */
async function sayAsking(page: Page) {
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
      return times.sort((a, b) => a - b)
    },
    [{ culmen_length_mm: 39.1, culmen_depth_mm: 18.7, flipper_length_mm: 181, body_mass_g: 3750 }, STEPS] as const,
  )
  console.log(
    `the same by asking the API of this machine: ${median(times).toFixed(1)} ms a step, p95 ${times[Math.floor(STEPS * 0.95)]!.toFixed(1)} ms, without map, tracks and nearest change`,
  )
}

/** What stays in memory after two minutes of dragging. */
async function sayHeap(page: Page, devtools: CDPSession) {
  const heap = async () => {
    await devtools.send('HeapProfiler.collectGarbage')
    return page.evaluate(() => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize)
  }
  const before = await heap()
  const minutes = Number(process.env.BENCH_MINUTES ?? 2)
  const steps = await page.evaluate<number>(`(async () => {
    const input = document.querySelector('input[type=range]')
    const [low, high] = [Number(input.min), Number(input.max)]
    let steps = 0
    for (const end = performance.now() + ${minutes * 60_000}; performance.now() < end; steps++) {
      input.value = low + (high - low) * Math.abs(((steps / 100) % 2) - 1)
      input.dispatchEvent(new Event('input', { bubbles: true }))
      await new Promise((done) => requestAnimationFrame(done))
    }
    return steps
  })()`)
  console.log(
    `the page, heap: ${mB(before)}, after ${minutes} minutes and ${steps} steps of dragging ${mB(await heap())}`,
  )
}

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`
const mB = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
