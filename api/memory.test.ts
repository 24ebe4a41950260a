import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../test/freshDatabase.js'
import { start } from '../test/penguins.js'
import { writeTable } from '../test/tables.js'
import { trainModel } from '../test/trainedModel.js'

/** What the image gives Node. */
const [, flags] = /^CMD \["node", (.*), "dist\/cli\/penguins\.js"/m.exec(readFileSync('Dockerfile.api', 'utf8'))!
const NODE_OPTIONS = JSON.parse(`[${flags}]`).join(' ')

test('the heap of the image holds the largest batches of a very wide table, all of it unlike the training', async () => {
  const folder = temporaryFolder()
  const names = Array.from({ length: 999 }, (_, i) => `f${i}`)
  const features = names.map((name) => ({ name, role: 'feature', type: 'number', text: (row: number) => row }) as const)
  const target = { name: 'y', role: 'target', type: 'number', text: (row: number) => row } as const
  await trainModel(
    join(folder, 'models'),
    { num_round: 2 },
    await writeTable(folder, 'wide', [...features, target], 60),
  )
  const env = { DATASET: join(folder, 'wide.json'), MODELS_DIR: join(folder, 'models'), PORT: '0', NODE_OPTIONS }
  const server = start(['serve'], env)
  onTestFinished(() => void server.kill())
  const [line] = await once(server.stderr!, 'data')
  const [site] = /http:\/\/\S+:\d+/.exec(String(line))!
  const row = JSON.stringify(Object.fromEntries(names.map((name, i) => [name, 1000 + i / 7])))
  const post = (rows: number) =>
    fetch(`${site}/predict/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `[${Array(rows).fill(row).join()}]`,
    })
  const replies = await Promise.all([post(1001), post(1001), post(1001)])
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200])
  for (const reply of replies) await reply.arrayBuffer()
  expect((await post(1002)).status).toBe(400)
})
