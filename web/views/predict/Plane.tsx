import { type ReadonlySignal, useSignal } from '@preact/signals'
import { useCallback, useMemo } from 'preact/hooks'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { type Point, pointsOf } from '../../charts/ScatterPoints.js'
import { type Axes, axes, setAxis } from '../../state/axes.js'
import { numbers } from '../../state/fields.js'
import type { Loaded } from '../../state/loadModel.js'
import { loaded } from '../../state/model.js'
import { setValues, target } from '../../state/row.js'
import { sampleRow } from '../../state/sample.js'
import { axisTitle } from '../../words.js'
import { PlaneKey } from './PlaneKey.js'
import { PlanePlot } from './PlanePlot.js'
import { PlaneReadout } from './PlaneReadout.js'
import { laneOf, looksOf } from './planeLooks.js'
import type { Goal } from './planeScales.js'
import { pointInWords } from './planeWords.js'
import './Plane.css'

interface Props {
  /** Where the smallest change leads that flips the answer, if it lies in the plane. */
  goal: ReadonlySignal<Goal | undefined>
}

/** The row in hand among the rows of the data, over what the model says of the chosen target in the plane of two features. */
export function Plane({ goal }: Props) {
  if (!loaded.value || !axes.value || !target.value) return null
  return <Shown of={loaded.value} target={target.value} axes={axes.value} goal={goal} />
}

function Shown({ of, target, axes, goal }: Props & { of: Loaded; target: FieldCard; axes: Axes }) {
  const active = useSignal<number | undefined>(undefined)
  const made = of.manifest.targets[target.name]!
  const sample = of.profile?.sample
  const { x, y } = axes
  const points = useMemo(
    () => (sample ? pointsOf(sample, target.name, x.name, y?.name, laneOf(made)) : []),
    [sample, made, x, y],
  )
  const look = useMemo(() => looksOf(target, made), [target, made])
  const nameOf = useCallback((point: Point) => pointInWords(point, target, axes), [target, axes])
  return (
    <section class="plane" aria-label="The plane of two features">
      <PlaneKey target={target} made={made} />
      {y && <AxisChoice axis="y" axes={axes} />}
      <PlanePlot
        axes={axes}
        target={target}
        model={of.model}
        points={points}
        look={look}
        nameOf={nameOf}
        active={active}
        onTake={({ index }) => sample && setValues(sampleRow(sample, index))}
        goal={goal}
      />
      <AxisChoice axis="x" axes={axes} />
      <PlaneReadout sample={sample} points={points} active={active} target={target} axes={axes} />
    </section>
  )
}

/** The title of an axis, which is also where another feature is put on it. */
function AxisChoice({ axis, axes }: { axis: 'x' | 'y'; axes: Axes }) {
  const chosen = axes[axis]!
  return (
    <p class={`plane-axis ${axis}`}>
      {axis === 'y' && <span aria-hidden="true">↑</span>}
      {numbers.value.length > 1 ? (
        <select
          aria-label={axis === 'x' ? 'Horizontal axis' : 'Vertical axis'}
          value={chosen.name}
          onChange={(event) => setAxis(axis, event.currentTarget.value)}
        >
          {numbers.value.map((field) => (
            <option key={field.name} value={field.name}>
              {axisTitle(field)}
            </option>
          ))}
        </select>
      ) : (
        axisTitle(chosen)
      )}
      {axis === 'x' && <span aria-hidden="true">→</span>}
    </p>
  )
}
