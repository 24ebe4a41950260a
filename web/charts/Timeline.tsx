import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { Chart } from './Chart.js'
import { LeftTicks } from './Ticks.js'
import { TimelineDates } from './TimelineDates.js'
import './Timeline.css'

/** A version in the chart, in the order of publication. */
export interface Moment {
  readonly version: string
  readonly at: string | undefined
  /** Undefined where it can't be used, or lacks the target. */
  readonly figure:
    | { readonly value: number; readonly low?: number | undefined; readonly high?: number | undefined }
    | undefined
  /** Whether it ever came into use. */
  readonly used: boolean
  /** The losses of the versions that were in use from then on, one after the other, until the next version. */
  readonly inUse: readonly (number | undefined)[]
  readonly chosen: boolean
}

const HEIGHT = 186
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 14, 12, 40]
/** Symbols need so many pixels each, and dates so many. */
const [SYMBOL_PX, DATE_PX] = [7, 80]

/**
 * A loss over the versions, with its intervals: filled where a version came into use, hollow where it was kept back. The line is the loss
 * of the version in use.
 *
 * @param says a sentence that says what is to be seen
 */
export function Timeline({ moments, says }: { moments: readonly Moment[]; says: string }) {
  const top = max(moments, ({ figure }) => figure && (figure.high ?? figure.value)) ?? 1
  return (
    <Chart label={says} height={HEIGHT}>
      {(width) => {
        const x = scaleLinear([-0.5, moments.length - 0.5], [LEFT, width - RIGHT])
        const y = scaleLinear([0, top], [HEIGHT - BOTTOM, TOP]).nice()
        const room = x(1) - x(0)
        return (
          <>
            <LeftTicks scale={y} x={LEFT} width={width - LEFT - RIGHT} room={32} />
            <g class={room < SYMBOL_PX ? 'dense' : undefined}>
              {moments.map(({ version, figure }, i) => (
                <Interval key={version} of={figure} x={x(i)} y={y} />
              ))}
              <path class="pointer" d={stepsOf(moments, x, y)} />
              {moments.map((moment, i) => (
                <Mark key={moment.version} moment={moment} x={x(i)} y={y} radius={room < SYMBOL_PX ? 1.5 : 4} />
              ))}
            </g>
            <TimelineDates moments={moments} x={x} y={HEIGHT} every={Math.max(1, Math.ceil(DATE_PX / room))} />
          </>
        )
      }}
    </Chart>
  )
}

type Scale = (value: number) => number

/** A step as wide as each version's place; what is not known is a gap. */
function stepsOf(moments: readonly Moment[], x: Scale, y: Scale): string {
  const ends = moments.flatMap(({ inUse }, i) =>
    (inUse.length > 0 ? inUse : [undefined]).flatMap((loss, k) => [
      { x: x(i - 0.5 + k / Math.max(1, inUse.length)), loss },
      { x: x(i - 0.5 + (k + 1) / Math.max(1, inUse.length)), loss },
    ]),
  )
  const path = line<(typeof ends)[number]>(
    (it) => it.x,
    (it) => y(it.loss ?? 0),
  ).defined(({ loss }) => loss !== undefined)
  return path(ends) ?? ''
}

function Interval({ of, x, y }: { of: Moment['figure']; x: number; y: Scale }) {
  if (of?.low === undefined || of.high === undefined) return null
  return <line class="interval" x1={x} x2={x} y1={y(of.low)} y2={y(of.high)} />
}

function Mark({ moment, x, y, radius }: { moment: Moment; x: number; y: Scale; radius: number }) {
  const { figure, used, chosen } = moment
  if (!figure) {
    return (
      <text class="unusable" x={x} y={HEIGHT - BOTTOM - 4} text-anchor="middle">
        ×
      </text>
    )
  }
  return (
    <>
      {chosen && <circle class="ring" cx={x} cy={y(figure.value)} r={8} />}
      <circle class={used ? 'used' : 'kept'} cx={x} cy={y(figure.value)} r={radius} />
    </>
  )
}
