import { useComputed } from '@preact/signals'
import { loaded } from '../../state/model.js'
import { row } from '../../state/row.js'
import { indexInSample, sample, truthOf } from '../../state/sample.js'
import { count, inSentence } from '../../words.js'

/** Where the row in hand is one that came with the model: its line, and what it is in truth. */
export function KnownRow() {
  const index = useComputed(() => (sample.value ? indexInSample(sample.value, row.value) : -1)).value
  if (index === -1 || !sample.value) return null
  const file = loaded.value?.profile?.file?.name
  const truth = truthOf(sample.value, index).map(({ title, label }) => `${inSentence(title)} ${label}`)
  const isTest = sample.value.split[index] === 'test'
  return (
    <p class="quiet">
      Line {count(sample.value.lines[index]!)}
      {file && ` of ${file}`}, a {isTest ? 'test row, which the model did not learn from' : 'training row'}. The file
      says: {truth.length > 0 ? `${truth.join(', ')}.` : 'nothing of what is predicted.'}
    </p>
  )
}
