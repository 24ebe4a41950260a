import { awaySince, dataset, problem } from '../state/model.js'
import { time } from '../words.js'

/** What to do before the first model. It turns into the first view by itself. */
export function Waiting() {
  const name = dataset.value?.name
  if (awaySince.value) return <p role="status">The API does not answer since {time(awaySince.value)}. Trying again.</p>
  if (!problem.value) return <p class="quiet">Loading the model…</p>
  return (
    <section role="status">
      <h2>No model yet</h2>
      <p>{problem.value}</p>
      <p class="quiet">
        The DAG is <code>{name}_pipeline</code>. This page shows the model as soon as there is one.
      </p>
    </section>
  )
}
