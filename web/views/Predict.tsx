import { fields, labelOf, targets } from '../state/fields.js'
import { prediction, row, setValues } from '../state/row.js'
import { percent, shown } from '../words.js'
import { CsvDrop } from './predict/csv/CsvDrop.js'

/** What is this one, how sure, and what would change that? */
export function Predict() {
  return (
    <>
      {fields.value.map((field) => {
        const value = row.value[field.name]
        return (
          <p key={field.name}>
            <label>
              {field.title}{' '}
              <input
                type="range"
                min={field.low}
                max={field.high}
                step={field.step}
                value={typeof value === 'number' ? value : field.low}
                onInput={(event) => setValues({ [field.name]: Number(event.currentTarget.value) })}
              />
              <output>{shown(field, value)}</output>
            </label>
          </p>
        )
      })}
      {targets.value.map((target) => {
        const said = prediction.value?.predictions[target.name]
        if (!said) return null
        return (
          <p key={target.name}>
            {target.title}:{' '}
            {'label' in said ? `${labelOf(target, said.label)}, ${percent(said.probability)}` : said.value}
          </p>
        )
      })}
      <CsvDrop />
    </>
  )
}
