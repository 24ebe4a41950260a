import { expect, test } from 'vitest'
import { checkUtf8 } from './utf8.js'

/** What comes through of bytes that arrive so many at once. */
async function pass(bytes: Buffer, size: number): Promise<string> {
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const passed: Buffer[] = []
  const check = checkUtf8((line, reason) => new Error(`line ${line}: ${reason}`))
  for await (const chunk of check(chunks())) passed.push(chunk)
  return Buffer.concat(passed).toString()
}

const text = 'a\nø\r\n€\r\r\n🐧\r\rb'

test.each([1, 2, 3, 5, 100])('text passes as it stands, and a fault has its line, %i bytes at once', async (size) => {
  expect(await pass(Buffer.from(text), size)).toBe(text)
  expect(await pass(Buffer.from(`${text}\r`), size)).toBe(`${text}\r`)
  await expect(pass(Buffer.from(`${text}\0c\n`), size)).rejects.toThrow('line 6: there is a NUL byte')
  const bytes = (...more: number[]) => Buffer.concat([Buffer.from(text), Buffer.from(more)])
  for (const wrong of [bytes(0xff), bytes(0xe2, 0x82), bytes(0xe2, 0x82, 10), bytes(0xc0, 0x80), bytes(0x80)]) {
    await expect(pass(wrong, size)).rejects.toThrow(/^line 6: there are bytes that are not UTF-8/)
  }
})
