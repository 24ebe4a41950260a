import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { Manifest } from '../../../core/model/manifest.js'
import { classPlace } from '../../charts/classColours.js'
import { shareOf } from '../../charts/DecisionMapPaint.js'
import { colourOf, symbolOf } from '../../charts/palette.js'
import { labelOf } from '../../state/fields.js'
import { value } from '../../words.js'
import { strengthOf } from './planeLooks.js'

const STEPS = 12

/** What the colours of the plane stand for: each class, or a scale of the numbers. */
export function PlaneKey({ target, made }: { target: FieldCard; made: Manifest['targets'][string] }) {
  if ('range' in made) {
    const { min, max } = made.range
    return (
      <p class="plane-key">
        {target.title} {value(target, min)}
        <svg class="plane-scale" viewBox={`0 0 ${STEPS} 1`} preserveAspectRatio="none" aria-hidden="true">
          {Array.from({ length: STEPS }, (_, i) => (
            <rect key={i} x={i} width="1.02" height="1" fill={strengthOf(shareOf(i, 0, STEPS - 1))} />
          ))}
        </svg>
        {value(target, max)}
      </p>
    )
  }
  return (
    <ul class="plane-key">
      {made.classes.map((it) => {
        const place = classPlace(target, it)
        return (
          <li key={it}>
            <svg viewBox="-6 -6 12 12" aria-hidden="true">
              <path d={symbolOf(place, 48)} fill={colourOf(place)} />
            </svg>
            {labelOf(target, it)}
          </li>
        )
      })}
    </ul>
  )
}
