import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curlOf } from './curl.js'

test('a shell gives curl the address and the row as they are', () => {
  const row = { 'd\'or $HOME `id` \\ "x"': 1.5, 'Größe\n': "a'b", none: null, yes: true }
  const command = curlOf("http://localhost:8000/it's/predict", row).replace(/^curl/, "printf '%s\\n--\\n'")
  const [address, option, body] = execFileSync('sh', ['-c', command], { encoding: 'utf8' }).split('\n--\n')
  expect(address).toBe("http://localhost:8000/it's/predict")
  expect(option).toBe('--json')
  expect(JSON.parse(body!)).toEqual(row)
})
