import { type ReadonlySignal, type Signal, untracked } from '@preact/signals'
import { useMemo, useRef } from 'preact/hooks'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { Model } from '../../../core/model/model.js'
import { AxisX, AxisY } from '../../charts/Axis.js'
import { DecisionMap } from '../../charts/DecisionMap.js'
import { type Look, Scatter } from '../../charts/Scatter.js'
import { ScatterPicker } from '../../charts/ScatterPicker.js'
import type { Point } from '../../charts/ScatterPoints.js'
import { useSize } from '../../charts/useSize.js'
import type { Axes } from '../../state/axes.js'
import { answeredRow, row } from '../../state/row.js'
import { PlaneArrow } from './PlaneArrow.js'
import { PlaneMarker } from './PlaneMarker.js'
import { type Goal, type Scales, scalesOf } from './planeScales.js'

interface Props {
  axes: Axes
  target: FieldCard
  /** Undefined where it stays on the server: then there is no map. */
  model: Model | undefined
  points: readonly Point[]
  look: (point: Point) => Look
  nameOf: (point: Point) => string
  active: Signal<number | undefined>
  onTake: (point: Point) => void
  goal: ReadonlySignal<Goal | undefined>
}

/** The map, the points over it and the row in hand. What moves with the row is drawn by parts of their own; the points stay. */
export function PlanePlot(props: Props) {
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const { x, y } = props.axes
  const scales = useMemo(() => size && size.width > 0 && scalesOf({ x, y }, size), [x, y, size])
  return (
    <div ref={box} class={y ? 'plane-plot' : 'plane-plot strip'}>
      {scales && <Layers {...props} scales={scales} />}
    </div>
  )
}

function Layers({
  axes,
  target,
  model,
  points,
  look,
  nameOf,
  active,
  onTake,
  goal,
  scales,
}: Props & { scales: Scales }) {
  const { left, top, width, height } = scales
  const places = useMemo(
    () =>
      points.map((point) => ({ x: scales.x(point.x), y: scales.y(point.y), isTest: point.isTest, look: look(point) })),
    [points, scales, look],
  )
  const place = { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }
  const start = () =>
    untracked(() => {
      const across = row.value[axes.x.name]
      const up = axes.y && row.value[axes.y.name]
      return { x: scales.x(Number(across ?? 0)), y: axes.y ? scales.y(Number(up ?? 0)) : height / 2 }
    })
  return (
    <>
      <div class="plane-layer" style={place}>
        {model && <LiveMap model={model} target={target} axes={axes} width={width} height={height} />}
      </div>
      <svg class="plane-layer plane-points" style={place} aria-hidden="true">
        <AxisX scale={scales.x} across={height} step={axes.x.step} />
        {axes.y && <AxisY scale={scales.y} across={width} step={axes.y.step} />}
        <Scatter places={places} />
      </svg>
      <div class="plane-layer plane-hand" style={place}>
        <PlaneArrow axes={axes} scales={scales} goal={goal} />
        <PlaneMarker axes={axes} scales={scales} target={target} />
      </div>
      <ScatterPicker
        places={places}
        style={place}
        label="Rows of the data"
        nameOf={(index) => nameOf(points[index]!)}
        start={start}
        active={active}
        onTake={(index) => onTake(points[index]!)}
      />
    </>
  )
}

/** The map of the row in hand. */
function LiveMap({
  model,
  target,
  axes,
  width,
  height,
}: {
  model: Model
  target: FieldCard
  axes: Axes
  width: number
  height: number
}) {
  return (
    <DecisionMap
      model={model}
      row={answeredRow.value}
      target={target}
      x={axes.x}
      y={axes.y}
      width={width}
      height={height}
    />
  )
}
