import type { Sample } from '../../core/model/profile.js'

/** A row of the data in a plot. */
export interface Point {
  /** Its place in the sample. */
  index: number
  line: number
  x: number
  y: number
  isTest: boolean
  /** The target's true value, null where nobody knows it. */
  truth: Sample['values'][string][number]
}

/**
 * The rows that have a value on both axes.
 *
 * @param y of a strip along x: undefined, and `laneOf` says in which of how many lanes a true value is
 */
export function pointsOf(
  sample: Sample,
  target: string,
  x: string,
  y: string | undefined,
  laneOf: (truth: Point['truth']) => readonly [lane: number, lanes: number],
): Point[] {
  const points: Point[] = []
  for (const [index, line] of sample.lines.entries()) {
    const truth = sample.values[target]?.[index] ?? null
    const [across, up] = [
      sample.values[x]?.[index],
      y === undefined ? scattered(line, laneOf(truth)) : sample.values[y]?.[index],
    ]
    if (typeof across !== 'number' || typeof up !== 'number') continue
    points.push({ index, line, x: across, y: up, isTest: sample.split[index] === 'test', truth })
  }
  return points
}

/** A height between 0 and 1 inside a lane, the same each time: the golden ratio spreads neighbours well. */
function scattered(line: number, [lane, lanes]: readonly [number, number]) {
  const spread = (line * 0.618034) % 1
  return (lane + 0.2 + 0.6 * spread) / lanes
}

export interface Place {
  x: number
  y: number
}

/** The nearest of some places, as an index; undefined where none is within reach. */
export function nearestTo(places: readonly Place[], { x, y }: Place, reach = Number.POSITIVE_INFINITY) {
  let [best, least] = [-1, reach * reach]
  for (const [i, place] of places.entries()) {
    const distance = (place.x - x) ** 2 + (place.y - y) ** 2
    if (distance <= least) [best, least] = [i, distance]
  }
  return best < 0 ? undefined : best
}

/** The next place in a direction, such as [1, 0] for right: near, and not far off the straight line. Else where one is. */
export function nextTowards(places: readonly Place[], from: number, [dx, dy]: readonly [number, number]) {
  const here = places[from]!
  let [best, least] = [from, Number.POSITIVE_INFINITY]
  for (const [i, { x, y }] of places.entries()) {
    const ahead = (x - here.x) * dx + (y - here.y) * dy
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx)
    if (ahead <= 0 || aside > ahead) continue
    if (ahead + 2 * aside < least) [best, least] = [i, ahead + 2 * aside]
  }
  return best
}
