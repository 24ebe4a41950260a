import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { brotliCompressSync } from 'node:zlib'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../test/chromium.js'
import type { Bench } from './context.js'
import { median, serve } from './processes.js'
import { trainIfNone } from './trainIfNone.js'

const PORT = 8814
const address = `http://localhost:${PORT}/`
/** A laptop of some years ago is about this much slower than the machine that measures. */
const THROTTLE = 4
const STEPS = 200
/** From one step to the next. */
const FRAME_MS = 16

/** What runs in the page is text: this program is not compiled with a browser's types. */
const PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
const LOADED = "performance.getEntriesByType('resource').map((it) => [it.name, it.encodedBodySize])"

/** Keeps the times of frames that follow an event, and of the two after them, which answer it too. */
const TIME_FRAMES = `{
  globalThis.frameTimes = []
  const { port1, port2 } = new MessageChannel()
  let start, left = 0
  for (const type of ['pointermove', 'input'])
    addEventListener(type, () => { start ??= performance.now(); left = 3 }, { capture: true })
  port1.onmessage = () => {
    if (start !== undefined && left-- > 0) frameTimes.push(performance.now() - start)
    start = undefined
  }
  const frame = () => {
    start ??= performance.now()
    port2.postMessage(0)
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
}`

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
    await page.evaluate(TIME_FRAMES)
    for (const { title } of dataset.features) await sayDrag(page, devtools, title)
    console.log(`the page: ${requests} requests while dragging`)
    await sayDragAlone(browser)
    await sayAsking(page)
    await sayHeap(page, devtools)
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** A page in a browser that is slowed down. */
async function openSlowly(browser: Browser) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE })
  return { page, devtools }
}

/** What the browser itself takes of a frame: the same on a page of a slider and its number. */
async function sayDragAlone(browser: Browser) {
  const { page, devtools } = await openSlowly(browser)
  await page.setContent(`<input type=range aria-label="a slider alone" style="width: 300px"><output></output>`)
  await page.evaluate(`document.querySelector('input').oninput = ({ target }) => {
    document.querySelector('output').textContent = target.value
  }`)
  await page.evaluate(TIME_FRAMES)
  await sayDrag(page, devtools, 'a slider alone')
  await page.close()
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
 * Drags a slider from end to end: what each frame takes of the main thread, from the first event that it answers, or its beginning, until it
 * is painted. A message that is sent while it is made arrives just after that. The mouse is moved through the browser's own protocol:
 * Playwright's `mouse.move` runs scripts of its own in the page at each step of a drag.
 */
async function sayDrag(page: Page, devtools: CDPSession, title: string) {
  const slider = page.getByRole('slider', { name: title }).first()
  await slider.scrollIntoViewIfNeeded()
  const box = (await slider.boundingBox())!
  const y = box.y + box.height / 2
  const mouse = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', x: number) =>
    devtools.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1 })
  await mouse('mousePressed', box.x + 10)
  await page.evaluate('frameTimes.length = 0')
  for (let step = 0; step < STEPS; step++) {
    await mouse('mouseMoved', box.x + 10 + ((box.width - 20) * step) / STEPS)
    await setTimeout(FRAME_MS)
  }
  await mouse('mouseReleased', box.x + box.width - 10)
  const times = (await page.evaluate<number[]>('frameTimes')).sort((a, b) => a - b)
  const share = (part: number) => `${times[Math.floor(times.length * part)]!.toFixed(1)} ms`
  console.log(
    `the page, dragging ${title} ${STEPS} steps at ${THROTTLE}x throttle: ${times.length} frames, p50 ${share(0.5)}, p95 ${share(0.95)}`,
  )
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
