import { awaySince, dataset, failure, problem } from '../state/model.js'
import { time } from '../words.js'
import { Command } from './Command.js'
import './Waiting.css'

/** What to do before the first model. It turns into the first view by itself. */
export function Waiting() {
  const name = dataset.value?.name
  if (awaySince.value) {
    return (
      <section class="waiting" role="status">
        <h2>The API does not answer</h2>
        <p>
          It has been away since {time(awaySince.value)}. The page tries again every two seconds. Is the API running?
        </p>
      </section>
    )
  }
  if (!problem.value && !failure.value) {
    return (
      <section class="waiting" role="status">
        <h2 class="quiet">Loading the model…</h2>
      </section>
    )
  }
  return (
    <section class="waiting" role="status">
      <h2>{problem.value ? 'No model in use' : 'The model can not be shown'}</h2>
      <p class="prose">{problem.value ?? failure.value}</p>
      <dl>
        <dt>In Airflow, the DAG</dt>
        <dd>
          <Command text={`${name}_pipeline`} />
        </dd>
        <dt>On the command line</dt>
        <dd>
          <Command text="penguins run" />
        </dd>
      </dl>
      <p class="quiet">This page looks every two seconds and shows the model as soon as there is one.</p>
    </section>
  )
}
