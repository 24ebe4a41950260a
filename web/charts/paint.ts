import { area, curveStepAfter, line } from 'd3-shape'
import type { Bands } from '../../core/model/regions.js'
import { indexOfMax } from '../../core/numbers.js'
import type { Rgb } from './screen.js'

/** A colour of a class, the paler the less sure: at chance it is a seventh. */
export function shade([red, green, blue]: Rgb, probability: number, classCount: number): string {
  const sure = Math.max(0, (probability * classCount - 1) / (classCount - 1))
  // In steps, so that neighbours that look alike are one.
  return `rgb(${red} ${green} ${blue} / ${15 + Math.round(sure * 17) * 5}%)`
}

/** Each stretch of a track, from 0 to 1: the shade of the class that the model says there. */
export function stretchesOf({ edges, outputs }: Bands, colours: readonly Rgb[]): { to: number; shade: string }[] {
  const [low, high] = [edges[0]!, edges.at(-1)!]
  const stretches: { to: number; shade: string }[] = []
  for (let band = 0; band < edges.length - 1; band++) {
    const own = outputs.subarray(band * colours.length, (band + 1) * colours.length)
    const best = indexOfMax(own)
    const painted = shade(colours[best]!, own[best]!, colours.length)
    const to = (edges[band + 1]! - low) / (high - low)
    const last = stretches.at(-1)
    if (last?.shade === painted) last.to = to
    else stretches.push({ to, shade: painted })
  }
  return stretches
}

/** As a background with hard edges: one property to set a frame, where elements would be dozens. */
export function backgroundOf(stretches: readonly { to: number; shade: string }[]): string {
  let from = 0
  const stops = stretches.map(({ to, shade }) => {
    const stop = `${shade} ${percentOf(from)} ${percentOf(to)}`
    from = to
    return stop
  })
  return `linear-gradient(to right, ${stops.join(', ')})`
}

const percentOf = (share: number) => `${(share * 100).toFixed(2)}%`

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
