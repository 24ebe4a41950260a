import { explanation, target } from '../../state/row.js'
import { ClassReasons } from './ClassReasons.js'
import { NumberReasons } from './NumberReasons.js'
import './Reasons.css'

/** Why the model says what it says of the chosen target. */
export function Reasons() {
  const card = target.value
  if (!card || !explanation.value) return null
  const why = explanation.value.explanations[card.name]
  if (!why) return null
  return 'classes' in why ? <ClassReasons target={card} why={why} /> : <NumberReasons target={card} why={why} />
}
