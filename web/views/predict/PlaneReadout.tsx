import { computed, type Signal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { Sample } from '../../../core/model/profile.js'
import type { Point } from '../../charts/ScatterPoints.js'
import type { Axes } from '../../state/axes.js'
import { fields } from '../../state/fields.js'
import { row } from '../../state/row.js'
import { sampleRow } from '../../state/sample.js'
import { inSentence, listed } from '../../words.js'
import { fieldInWords, truthInWords } from './planeWords.js'

interface Props {
  sample: Sample | undefined
  points: readonly Point[]
  active: Signal<number | undefined>
  target: FieldCard
  axes: Axes
}

/** The values of the row of the data under the pointer or the keyboard; always in the same place. */
export function PlaneReadout({ sample, points, active, target, axes: { x, y } }: Props) {
  const point = active.value === undefined ? undefined : points[active.value]
  if (!sample || !point) return <Hint hasRows={points.length > 0} x={x} y={y} isNumber={target.kind === 'number'} />
  const values = sampleRow(sample, point.index)
  const sides = [x, ...(y ? [y] : [])]
  const shown = [...sides, ...fields.value.filter((it) => !sides.includes(it))]
  return (
    <p class="plane-readout">
      Line {point.line} of the file, {point.isTest ? 'test' : 'training'} row: {truthInWords(point.truth, target)}
      <br />
      <span class="quiet">{shown.map((field) => fieldInWords(field, values[field.name])).join(', ')}</span>
    </p>
  )
}

/** What a reader can do here. */
function Hint({ hasRows, x, y, isNumber }: Axes & { hasRows: boolean; isNumber: boolean }) {
  const says = useMemo(() => computed(() => hint(hasRows, [x, ...(y ? [y] : [])], isNumber)), [hasRows, x, y, isNumber])
  return <p class="plane-readout quiet">{says}</p>
}

function hint(hasRows: boolean, sides: readonly { name: string; title: string }[], isNumber: boolean) {
  const missing = sides.filter(({ name }) => typeof row.value[name] !== 'number').map(({ title }) => inSentence(title))
  if (missing.length > 0)
    return `Missing in the row: ${listed(missing)}. Drag the ring to set ${missing.length > 1 ? 'them' : 'it'}.`
  return hasRows
    ? `Drag the ring, or click a row of the data to take its values. ${isNumber ? 'Test rows have a second ring inside.' : 'Filled: training rows; hollow: test rows.'}`
    : `Drag the ring to change ${listed(sides.map(({ title }) => inSentence(title)))}.`
}
