import type { Cells } from '../../core/model/regions.js'
import { indexOfMax } from '../../core/numbers.js'
import type { Rgb } from './screen.js'

/** The colour of a cell by its outputs, as a canvas holds it in 32 bits. */
export type Ink = (outputs: Float32Array) => number

/** How much of the ground a colour covers in a map: points stay clear of it. */
const [PALE, DEEP] = [0.08, 0.5]

/** The most probable class in its colour, the stronger the more probable it is: from `pale` where the model only guesses to `deep`. */
export function classInk(colours: readonly Rgb[], pale = PALE, deep = DEEP): Ink {
  const guess = 1 / colours.length
  return (outputs) => {
    const best = indexOfMax(outputs)
    const surety = (outputs[best]! - guess) / (1 - guess)
    return pack(colours[best]!, pale + (deep - pale) * surety)
  }
}

/** A value from pale to strong, in one colour; `shareOf` says how strong. */
export const valueInk =
  (colour: Rgb, min: number, max: number): Ink =>
  (outputs) =>
    pack(colour, shareOf(outputs[0]!, min, max))

/** How strong a value's colour is, between `min` and `max`. */
export function shareOf(value: number, min: number, max: number) {
  const share = max > min ? (value - min) / (max - min) : 0.5
  return 0.06 + 0.86 * Math.min(1, Math.max(0, share))
}

const pack = ([red, green, blue]: Rgb, alpha: number) =>
  ((Math.round(alpha * 255) << 24) | (blue << 16) | (green << 8) | red) >>> 0

/**
 * The map's rows of cells, each as one row of pixels: all that is to be computed of it, since below a pixel stand others of its colour.
 *
 * @returns row by row from the lowest y, `width` pixels each
 */
export function stripsOf({ xs, ys, outputs }: Cells, ink: Ink, width: number): Uint32Array<ArrayBuffer> {
  const [columns, rows] = [xs.length - 1, ys.length - 1]
  const outputCount = outputs.length / (columns * rows)
  const edges = pixelsAt(xs, width)
  const pixels = new Uint32Array(width * rows)
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < columns; i++) {
      const cell = (j * columns + i) * outputCount
      const colour = ink(outputs.subarray(cell, cell + outputCount))
      pixels.fill(colour, j * width + edges[i]!, j * width + edges[i + 1]!)
    }
  }
  return pixels
}

/** Where edges come to lie: between two pixels, so that they are sharp on any screen. */
export function pixelsAt(edges: readonly number[], length: number): number[] {
  const [low, high] = [edges[0]!, edges.at(-1)!]
  return edges.map((edge) => Math.round(((edge - low) / (high - low)) * length))
}
