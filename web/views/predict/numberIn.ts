import type { Field } from '../../state/fields.js'
import { shown } from '../../words.js'

/** What a text means as a value of the field: a number that a request may hold, or missing, or a sentence saying why it is neither. */
export function numberIn(text: string, field: Field): { value: number | null } | { problem: string } {
  const { min, max, required } = field
  if (text.trim() === '') return required ? { problem: 'A number is needed here.' } : { value: null }
  const value = Number(text)
  if (!Number.isFinite(value)) return { problem: 'This is no number; write it as in 39.1.' }
  const [from, to] = [min !== undefined && shown(field, min), max !== undefined && shown(field, max)]
  if (from && to && (value < min! || value > max!)) return { problem: `It must be between ${from} and ${to}.` }
  if (from && value < min!) return { problem: `It must be ${from} or more.` }
  if (to && value > max!) return { problem: `It must be ${to} or less.` }
  return { value }
}
