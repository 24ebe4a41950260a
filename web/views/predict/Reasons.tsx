import { useComputed } from '@preact/signals'
import { explanation } from '../../state/along.js'
import { target } from '../../state/row.js'
import { ClassReasons } from './ClassReasons.js'
import { NumberReasons } from './NumberReasons.js'
import './Reasons.css'

/** Why the model says what it says of the chosen target. */
export function Reasons() {
  const isKnown = useComputed(() => explanation.value !== undefined).value
  const card = target.value
  if (!card || !isKnown) return null
  return card.categories ? (
    <ClassReasons key={card.name} target={card} />
  ) : (
    <NumberReasons key={card.name} target={card} />
  )
}
