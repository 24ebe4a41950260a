import { type ScaleLinear, scaleLinear } from 'd3-scale'
import { widthOfLabels } from '../../charts/Axis.js'
import type { Axes } from '../../state/axes.js'

/** Where a plot of given size has its plane, in pixels. */
export interface Scales {
  x: ScaleLinear<number, number>
  /** From the bottom up. Of a strip it goes from 0 to 1. */
  y: ScaleLinear<number, number>
  left: number
  top: number
  width: number
  height: number
}

/** A place in the plane, in the units of its features. */
export interface Goal {
  x: number
  y: number
}

const [TOP, RIGHT, BOTTOM] = [6, 10, 22]

export function scalesOf({ x, y }: Axes, size: { width: number; height: number }): Scales {
  const height = size.height - TOP - BOTTOM
  const domain: [number, number] = y ? [y.low, y.high] : [0, 1]
  // A strip has no labels at its side, and room for half a marker.
  const left = y ? widthOfLabels(domain, height, y.step) : RIGHT
  const width = Math.max(0, size.width - left - RIGHT)
  return {
    x: scaleLinear([x.low, x.high], [0, width]),
    y: scaleLinear(domain, [height, 0]),
    left,
    top: TOP,
    width,
    height,
  }
}
