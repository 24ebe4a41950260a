import { area, curveStepAfter, line } from 'd3-shape'
import type { Bands } from '../../core/model/regions.js'
import type { Rgb } from './screen.js'

/** A colour of a class, the paler the less sure: at chance it is a seventh. */
export function shade([red, green, blue]: Rgb, probability: number, classCount: number): string {
  const sure = Math.max(0, (probability * classCount - 1) / (classCount - 1))
  return `rgb(${red} ${green} ${blue} / ${Math.round(15 + sure * 85)}%)`
}

/** A number's curve in a box of 100 by 20, from its lowest value to its highest. */
export function curveOf({ edges, outputs }: Bands, [min, max]: readonly [number, number]): string {
  const [low, high] = [edges[0]!, edges.at(-1)!]
  const points = edges.map((edge, i) => ({ edge, value: outputs[Math.min(i, outputs.length - 1)]! }))
  return (
    line<(typeof points)[number]>(
      ({ edge }) => ((edge - low) / (high - low)) * 100,
      ({ value }) => 19 - ((value - min) / (max - min || 1)) * 18,
    ).curve(curveStepAfter)(points) ?? ''
  )
}

/** How the rows are spread over a number's bins, in a box of 100 by 10. */
export function densityOf(edges: readonly number[], counts: readonly number[], low: number, high: number): string {
  const most = Math.max(...counts, 1)
  const points = edges.map((edge, i) => ({ edge, count: counts[Math.min(i, counts.length - 1)]! }))
  return (
    area<(typeof points)[number]>(
      ({ edge }) => ((edge - low) / (high - low)) * 100,
      10,
      ({ count }) => 10 - (count / most) * 10,
    ).curve(curveStepAfter)(points) ?? ''
  )
}
