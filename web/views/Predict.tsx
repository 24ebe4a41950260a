import { effect } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { askAbout } from '../state/answer.js'
import { fields, targets } from '../state/fields.js'
import { loaded } from '../state/model.js'
import { followRow } from '../state/pace.js'
import { row } from '../state/row.js'
import { count, inSentence, listed } from '../words.js'
import './Predict.css'
import { Answer } from './predict/Answer.js'
import { Controls } from './predict/Controls.js'
import { CsvDrop } from './predict/csv/CsvDrop.js'
import { Examples } from './predict/Examples.js'
import { followNearest, goal } from './predict/nearest.js'
import { Plane } from './predict/Plane.js'
import { Probabilities } from './predict/Probabilities.js'
import { Reasons } from './predict/Reasons.js'
import { Share } from './predict/Share.js'

/** What is this one, how sure, and what would change that? */
export function Predict() {
  useEffect(followRow, [])
  useEffect(followNearest, [])
  useEffect(followAnswers, [])
  return (
    <div class="predict">
      <p class="lead quiet">
        This model predicts {listed(targets.value.map(({ title }) => inSentence(title)))} from {featuresCount()}. Change
        a value and see what it says.
      </p>
      <Answer />
      <section class="controls-column" aria-label="Features">
        <Controls key={loaded.value?.version} />
      </section>
      <div class="plane-column">
        <Plane goal={goal} />
      </div>
      <div class="why-column">
        <Probabilities />
        <Reasons />
      </div>
      <Examples />
      <Share />
      <div class="below">
        <CsvDrop />
      </div>
    </div>
  )
}

/** Asks the API about each row, where the model stays there. */
const followAnswers = () =>
  effect(() => {
    const shown = loaded.value
    if (shown && !shown.model) askAbout({ version: shown.version, row: row.value })
  })

const featuresCount = () => `${count(fields.value.length)} ${fields.value.length === 1 ? 'feature' : 'features'}`
