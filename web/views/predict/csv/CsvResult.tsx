import { targets } from '../../../state/fields.js'
import { loaded } from '../../../state/model.js'
import { target } from '../../../state/row.js'
import { count, dateTime } from '../../../words.js'
import { CsvTable } from './CsvTable.js'
import { csvState, download, forget, list, listing, predictCsv } from './csvFile.js'
import { orderChoices, orderKey } from './orderChoices.js'
import { Totals } from './Totals.js'

/** What was said of a file: totals, how right it is, the rows, and the file to take along. */
export function CsvResult() {
  const state = csvState.value
  if (state.is !== 'predicted') return null
  const { summary, model, file } = state
  const { rows, refused } = summary
  return (
    <>
      <p role="status">
        <strong>{summary.name}</strong>: {count(rows - refused)} of {count(rows)} rows predicted
        {refused > 0 && <span class="warn">, {count(refused)} not: values are missing or not allowed</span>}.
      </p>
      {model.version !== loaded.value?.version && (
        <p class="warn">
          Another model predicted these rows, that of {dateTime(model.manifest.created_at)}.{' '}
          <button type="button" onClick={() => predictCsv(file)}>
            Predict with this one
          </button>
        </p>
      )}
      <p class="csv-choice">
        <button type="button" onClick={download}>
          Download as CSV
        </button>
        <button type="button" onClick={forget}>
          Close the file
        </button>
      </p>
      <div class="csv-totals">
        {targets.value.map((it) => {
          const its = summary.targets[it.name]
          return its && refused < rows && <Totals key={it.name} target={it} summary={its} learned={summary.learned} />
        })}
      </div>
      <OrderChoice />
      <CsvTable />
    </>
  )
}

function OrderChoice() {
  const state = csvState.value
  if (state.is !== 'predicted') return null
  const choices = orderChoices(state.summary, targets.value, target.value)
  const key = listing.value && orderKey(listing.value.order)
  return (
    <p class="csv-choice">
      <label>
        Rows{' '}
        <select
          value={key}
          onChange={({ currentTarget }) => {
            const chosen = choices.find(({ order }) => orderKey(order) === currentTarget.value)
            if (chosen) list(chosen.order)
          }}
        >
          {choices.map(({ order, says }) => (
            <option key={orderKey(order)} value={orderKey(order)}>
              {says}
            </option>
          ))}
        </select>
      </label>
    </p>
  )
}
