// Makes the README's pictures: the page's views after `npm start`. Run it in the project's folder, after `npm run build`:
// node docs/pictures/make.js. It needs Chromium; models and data go into a folder of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { paletted } from './png.js'

const folder = mkdtempSync(join(tmpdir(), 'penguins-picture-'))
const { program, address } = await start()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
})
try {
  await draw(
    'predict',
    'light',
    '#predict?.culmen_length_mm=43&.culmen_depth_mm=18&.flipper_length_mm=199&.body_mass_g=3900',
    780,
  )
  await draw('model', 'light', '#model', 900)
  await draw('data', 'dark', '#data', 900)
} finally {
  await browser.close()
  program.kill('SIGINT')
  rmSync(folder, { recursive: true, force: true })
}

/** Runs the pipeline and serves on any free port. */
async function start() {
  const settings = {
    DATASET: '',
    DATABASE_URL: `sqlite:${join(folder, 'penguins_db.sqlite')}`,
    MODELS_DIR: join(folder, 'models'),
    PORT: '0',
  }
  const program = spawn('node', ['dist/cli/penguins.js', 'run', '--serve'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  // Not `for await`, which would close the pipe.
  const address = await new Promise((resolve, reject) => {
    program.stderr.setEncoding('utf8').on('data', (text) => {
      said += text
      const served = /^serve +(http:\/\/localhost:\d+)/m.exec(said)
      if (served) resolve(served[1])
    })
    program.on('exit', () => reject(new Error(`It served nothing:\n${said}`)))
  })
  return { program, address }
}

/** Draws the top of a view. */
async function draw(name, colorScheme, hash, height) {
  const page = await browser.newPage({ viewport: { width: 1200, height }, deviceScaleFactor: 1.5, colorScheme })
  await page.goto(`${address}/${hash}`)
  await page.locator('main h2').first().waitFor()
  // What is worked out in idle time is there by then.
  await page.waitForTimeout(2000)
  const png = await page.screenshot()
  await page.goto('about:blank')
  const {
    pixels,
    width,
    height: rows,
  } = await page.evaluate(async (base64) => {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
    const { width, height } = picture
    const canvas = new OffscreenCanvas(width, height).getContext('2d')
    canvas.drawImage(picture, 0, 0)
    // As text: an array would cross over number by number.
    const { data } = canvas.getImageData(0, 0, width, height)
    let pixels = ''
    for (let i = 0; i < data.length; i += 4096) pixels += String.fromCharCode(...data.subarray(i, i + 4096))
    return { pixels, width, height }
  }, png.toString('base64'))
  writeFileSync(`docs/pictures/${name}.png`, paletted(Uint8Array.from(Buffer.from(pixels, 'latin1')), width, rows))
  await page.close()
}
