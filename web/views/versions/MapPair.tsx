import { useMemo, useRef } from 'preact/hooks'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { FeatureValues } from '../../../core/model/encode.js'
import type { Model } from '../../../core/model/model.js'
import { AxisX, AxisY } from '../../charts/Axis.js'
import { DecisionMap } from '../../charts/DecisionMap.js'
import { useSize } from '../../charts/useSize.js'
import { type Axes, axes } from '../../state/axes.js'
import { axisTitle } from '../../words.js'
import { PlaneKey } from '../predict/PlaneKey.js'
import { scalesOf } from '../predict/planeScales.js'
import type { Both } from './disagreements.js'
import '../predict/Plane.css'

/** More crosses than this would hide the map. */
const MOST = 100

/** What two versions say in the plane through the first row that they dispute, side by side; the other disputed rows are crosses. */
export function MapPair({
  target,
  pair,
  list,
}: {
  target: FieldCard
  pair: readonly { name: string; model: Model }[]
  list: readonly Both[]
}) {
  const plane = axes.value
  const [first] = list
  if (!plane || !first) return null
  const rows = list.slice(0, MOST).map((it) => it.row.values)
  return (
    <>
      <p class="prose quiet">
        Their maps through line {first.row.line}, the ringed one. The crosses are{' '}
        {list.length > MOST ? `the next ${MOST - 1}` : 'the other'} rows of the list, which lie before or behind this
        plane.
      </p>
      <PlaneKey target={target} made={pair[1]!.model.manifest.targets[target.name]!} />
      <div class="map-pair">
        {pair.map(({ name, model }) => (
          <figure key={name}>
            <figcaption>
              {name}
              <span class="quiet">
                {' '}
                {plane.y && `↑ ${axisTitle(plane.y)}, `}→ {axisTitle(plane.x)}
              </span>
            </figcaption>
            <MapOf model={model} target={target} plane={plane} rows={rows} />
          </figure>
        ))}
      </div>
    </>
  )
}

interface MapProps {
  model: Model
  target: FieldCard
  plane: Axes
  /** The first lies in the plane. */
  rows: readonly FeatureValues[]
}

function MapOf({ model, target, plane, rows }: MapProps) {
  const box = useRef<HTMLDivElement>(null)
  const size = useSize(box)
  const scales = useMemo(() => size && size.width > 0 && scalesOf(plane, size), [plane, size])
  return (
    <div ref={box} class={plane.y ? 'plane-plot' : 'plane-plot strip'}>
      {scales && <Layers model={model} target={target} plane={plane} rows={rows} scales={scales} />}
    </div>
  )
}

function Layers({ model, target, plane, rows, scales }: MapProps & { scales: ReturnType<typeof scalesOf> }) {
  const { left, top, width, height, x, y } = scales
  const place = { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }
  const spots = rows.flatMap((row) => {
    const [across, up] = [row[plane.x.name], plane.y ? row[plane.y.name] : 0.5]
    return typeof across === 'number' && typeof up === 'number' ? [{ x: x(across), y: y(up) }] : []
  })
  return (
    <>
      <div class="plane-layer" style={place}>
        <DecisionMap
          model={model}
          row={rows[0]!}
          target={target}
          x={plane.x}
          y={plane.y}
          width={width}
          height={height}
        />
      </div>
      <svg class="plane-layer plane-points" style={place} aria-hidden="true">
        <AxisX scale={x} across={height} />
        {plane.y && <AxisY scale={y} across={width} />}
        {spots.map((spot, i) => (
          <path
            key={i.toString()}
            class="disputed"
            transform={`translate(${spot.x} ${spot.y})`}
            d="M-4,-4L4,4M-4,4L4,-4"
          />
        ))}
        {spots[0] && <circle class="disputed" cx={spots[0].x} cy={spots[0].y} r="9" />}
      </svg>
    </>
  )
}
