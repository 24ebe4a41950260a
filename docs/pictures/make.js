// Makes start.png, the README's picture: what `npm start` says, and a prediction on the page that it ends with. Run it in the
// project's folder, after `npm run build`: node docs/pictures/make.js. It needs Chromium; models and data go into a folder of its own.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { paletted } from './png.js'

const folder = mkdtempSync(join(tmpdir(), 'penguins-picture-'))
const { program, said, address } = await start()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // The page shows the usual port, whichever it has.
  args: [`--host-resolver-rules=MAP localhost:8000 ${address}`, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
})
try {
  await draw(await shoot())
} finally {
  await browser.close()
  program.kill('SIGINT')
  rmSync(folder, { recursive: true, force: true })
}

/** Runs the pipeline and serves on any free port: what it said, as it would on the usual one. */
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
      const served = /http:\/\/(localhost:\d+)\/docs.*\n/.exec(said)
      if (served) resolve(served[1])
    })
    program.on('exit', () => reject(new Error(`It served nothing:\n${said}`)))
  })
  return { program, address, said: said.replaceAll(`${folder}/`, '').replace(address, 'localhost:8000') }
}

/** Sends the page's own example: pictures of the operation's line, of what was sent, and of the reply. */
async function shoot() {
  const page = await browser.newPage({ viewport: { width: 940, height: 1400 }, deviceScaleFactor: 1.5 })
  await page.goto('http://localhost:8000/docs')
  const predict = page.locator('.opblock').first()
  await predict.locator('.opblock-summary-control').click()
  await predict.getByRole('button', { name: 'Execute' }).click()
  const reply = predict.locator('.live-responses-table .highlight-code').first()
  await reply.waitFor()
  await page.addStyleTag({
    content: `
      .opblock-summary { width: 880px; box-sizing: border-box; border-radius: 4px; background: #e8f6f0 }
      .opblock textarea { width: 300px; min-height: 0 !important; height: 112px; padding: 10px; resize: none }
      .highlight-code { width: 568px } .highlight-code pre { max-height: none }
      .copy-to-clipboard, .view-line-link, .download-contents { display: none !important }
      .swagger-ui .opblock .highlight-code pre.microlight { font-size: 12px; line-height: 1.15; margin: 0 }
      .swagger-ui .opblock textarea { font-size: 12px }`,
  })
  const line = await predict.locator('.opblock-summary').screenshot()
  const sent = await predict.locator('textarea').screenshot()
  const execute = await predict.getByRole('button', { name: 'Execute' }).screenshot()
  return [line, sent, execute, await reply.screenshot()].map((png) => `data:image/png;base64,${png.toString('base64')}`)
}

/** A terminal, and a browser below it; what is around them is transparent, so that it stands on light and on dark. */
async function draw([line, sent, execute, reply]) {
  const page = await browser.newPage({ viewport: { width: 960, height: 800 }, deviceScaleFactor: 1.5 })
  const text = said.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/^\S+/gm, '<b>$&</b>')
  await page.setContent(`
    <style>
      body { margin: 0; background: transparent } main { padding: 2px 2px 0; width: 916px }
      img { display: block }
      section { border: 1px solid #8b949e; border-radius: 8px; overflow: hidden; margin-bottom: 10px }
      header { background: #30363d; color: #c9d1d9; font: 12px 'DejaVu Sans', sans-serif; padding: 6px 12px }
      pre { margin: 0; padding: 12px; background: #161b22; color: #e6edf3; font: 13px/1.45 'DejaVu Sans Mono', monospace }
      b { color: #7ee787; font-weight: normal }
      .page { background: #fafafa; padding: 12px 18px; display: grid; grid-template-columns: 300px 568px; gap: 10px 14px }
      .line { grid-column: 1 / 3; width: 880px } .left { display: flex; flex-direction: column; gap: 10px }
      .sent { width: 300px } .execute { width: 300px } .reply { width: 568px }
    </style>
    <main><section><header>$ npm ci &amp;&amp; npm start</header><pre>${text.trimEnd()}</pre></section>
    <section><header>http://localhost:8000/docs</header><div class="page">
      <img class="line" src="${line}">
      <div class="left"><img class="sent" src="${sent}"><img class="execute" src="${execute}"></div>
      <img class="reply" src="${reply}">
    </div></section></main>`)
  const png = await page.locator('main').screenshot({ omitBackground: true })
  const { pixels, width, height } = await page.evaluate(async (base64) => {
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
  writeFileSync('docs/pictures/start.png', paletted(Uint8Array.from(Buffer.from(pixels, 'latin1')), width, height))
}
