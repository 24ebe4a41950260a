import type { Cells } from '../../core/model/regions.js'
import { classInk, pixelsAt, stripsOf, valueInk } from './DecisionMapPaint.js'
import type { Rgb } from './screen.js'

/** What a map's cells are painted with: a colour a class, or one colour, the stronger the nearer a value is to `max`. */
export type Ink = { colours: readonly Rgb[] } | { colour: Rgb; min: number; max: number }

/** First the canvas, then what to paint on it, in its own pixels. */
export type Message = { surface: OffscreenCanvas } | { cells: Cells; ink: Ink; width: number; height: number }

let surface: OffscreenCanvas

addEventListener('message', ({ data }: MessageEvent<Message>) => {
  if ('surface' in data) surface = data.surface
  else paint(data)
})

function paint({ cells, ink, width, height }: Exclude<Message, { surface: OffscreenCanvas }>) {
  const strips = stripsOf(
    cells,
    'colours' in ink ? classInk(ink.colours) : valueInk(ink.colour, ink.min, ink.max),
    width,
  )
  const edges = pixelsAt(cells.ys, height)
  const image = new ImageData(width, height)
  const pixels = new Uint32Array(image.data.buffer)
  for (let j = 0; j < edges.length - 1; j++) {
    const strip = strips.subarray(j * width, (j + 1) * width)
    for (let line = height - edges[j + 1]!; line < height - edges[j]!; line++) pixels.set(strip, line * width)
  }
  // A new size clears the canvas, so it is set only where it is one.
  if (surface.width !== width) surface.width = width
  if (surface.height !== height) surface.height = height
  surface.getContext('2d', { willReadFrequently: true })!.putImageData(image, 0, 0)
}
