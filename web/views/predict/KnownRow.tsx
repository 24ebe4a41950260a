import { loaded } from '../../state/model.js'
import { knownRow, sample, truthOf } from '../../state/sample.js'
import { count, listed } from '../../words.js'

/** Where the row in hand is one that came with the model: its line, and what it is in truth. */
export function KnownRow() {
  const index = knownRow.value
  if (index === -1 || !sample.value) return null
  const file = loaded.value?.profile?.file?.name
  const line = `Line ${count(sample.value.lines[index]!)}${file ? ` of ${file}` : ''}`
  const truth = truthOf(sample.value, index).map(({ label }) => label)
  const split =
    sample.value.split[index] === 'train' ? 'The model learned from it' : 'A test row: the model never saw it'
  return (
    <p class="quiet">
      {line}
      {truth.length > 0 && ` is in truth ${listed(truth)}`}. {split}.
    </p>
  )
}
