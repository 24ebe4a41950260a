import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { Manifest } from '../../../core/model/manifest.js'
import { classPlace } from '../../charts/classColours.js'
import { shareOf } from '../../charts/DecisionMapPaint.js'
import { colourOf, symbolOf } from '../../charts/palette.js'
import type { Look } from '../../charts/Scatter.js'
import type { Point } from '../../charts/ScatterPoints.js'

/** The area of a point, in square pixels. */
const SIZE = 36

const UNKNOWN: Look = { fill: 'var(--quiet)', symbol: symbolOf(0, SIZE / 4) }

/** How a row looks in the plane by its true value: its class's colour and symbol, or as strong as its number is high. */
export function looksOf(target: FieldCard, made: Manifest['targets'][string]): (point: Point) => Look {
  if ('range' in made) {
    const { min, max } = made.range
    const filled = symbolOf(0, SIZE * 1.2)
    const hollow = filled + symbolOf(0, SIZE / 3)
    return ({ truth, isTest }) => {
      if (typeof truth !== 'number') return UNKNOWN
      return { fill: strengthOf(shareOf(truth, min, max)), symbol: isTest ? hollow : filled, outlined: true }
    }
  }
  const looks = new Map(
    made.classes.map((value) => {
      const place = classPlace(target, value)
      return [value, { fill: colourOf(place), symbol: symbolOf(place, SIZE) }]
    }),
  )
  return ({ truth }) => looks.get(String(truth)) ?? UNKNOWN
}

/** A number's colour, as the map has it. */
export const strengthOf = (share: number) =>
  `color-mix(in srgb, var(--accent) ${Math.round(share * 100)}%, var(--ground))`

/** In a strip each class has a lane of its own, the first on top. */
export const laneOf = (made: Manifest['targets'][string]) => (truth: Point['truth']) =>
  'classes' in made
    ? ([made.classes.length - 1 - Math.max(0, made.classes.indexOf(String(truth))), made.classes.length] as const)
    : ([0, 1] as const)
