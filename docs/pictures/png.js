import { crc32, deflateSync } from 'node:zlib'

/**
 * A PNG of the 256 colours that are most frequent: of a picture of text a third of the bytes that a browser's screenshot has.
 *
 * @param {Uint8Array} bytes red, green, blue and alpha of each pixel, row by row
 */
export function paletted(bytes, width, height) {
  const pixels = new Uint32Array(bytes.buffer, bytes.byteOffset, width * height)
  const counts = new Map()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const palette = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, 256)
  const indexes = new Map([...counts.keys()].map((pixel) => [pixel, nearest(pixel, palette)]))
  const rows = Buffer.alloc((width + 1) * height) // each row starts with its filter: 0, none
  for (const [i, pixel] of pixels.entries()) rows[i + Math.floor(i / width) + 1] = indexes.get(pixel)
  const size = Buffer.alloc(8)
  size.writeUInt32BE(width)
  size.writeUInt32BE(height, 4)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 3, 0, 0, 0])])),
    chunk('PLTE', Buffer.from(palette.flatMap((pixel) => channels(pixel).slice(0, 3)))),
    chunk('tRNS', Buffer.from(palette.map((pixel) => channels(pixel)[3]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** As little-endian machines, which all are by now, keep it. */
const channels = (pixel) => [0, 8, 16, 24].map((shift) => (pixel >>> shift) & 0xff)

function nearest(pixel, palette) {
  const mine = channels(pixel)
  const distances = palette.map((colour) => channels(colour).reduce((sum, it, c) => sum + (it - mine[c]) ** 2, 0))
  return distances.indexOf(Math.min(...distances))
}

function chunk(type, data) {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
