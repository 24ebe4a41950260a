/*
 * What Airflow's REST API knows of a run. It answers whoever is logged in and may see the run.
 */

/** Airflow gives so many things at a time. */
const PAGE = 100

// By hand: a run's name has plus signs, which URLSearchParams would take for spaces.
const query = Object.fromEntries(
  location.search
    .slice(1)
    .split('&')
    .map((pair) => pair.split('=').map(decodeURIComponent)),
)
// Airflow may have its pages under a path.
const airflow = location.pathname.replace(/\/penguins\/.*/, '')
const run = `${airflow}/api/v2/dags/${encodeURIComponent(query.dag_id)}/dagRuns/${encodeURIComponent(query.run_id)}`

const REFUSALS = {
  401: 'Airflow wants you to log in again: reload the page.',
  403: 'You may not see the results of this run: whoever runs this Airflow can give you the right to read XComs.',
  404: 'Airflow knows no such run: it may have been deleted. Open this tab from a run’s page.',
}

/** @throws Error with a sentence */
async function ask(path) {
  const reply = await fetch(path).catch(() => {
    throw new Error('Airflow does not answer. Trying again.')
  })
  if (!reply.ok) throw Object.assign(new Error(REFUSALS[reply.status] ?? said(reply)), { status: reply.status })
  return reply.json()
}

const said = ({ status }) => `Airflow has a problem of its own (it answers ${status}). Trying again.`

/** A task that succeeded has a result; one that failed, or will be tried again, a sentence, and perhaps the result that it failed by. */
const KEYS = {
  success: { result: 'return_value' },
  failed: { error: 'error', result: 'return_value' },
  up_for_retry: { error: 'error' },
}

/** Results that are there already: a try that has ended says no more. */
const known = new Map()

/** The run's state, and its task instances in their order, each with its `result`, or the `error` in words, if it left one. */
export async function readRun() {
  const { state } = await ask(run)
  const instances = []
  for (let total = 1; instances.length < total; ) {
    const page = await ask(`${run}/taskInstances?limit=${PAGE}&offset=${instances.length}`)
    total = page.total_entries
    if (page.task_instances.length === 0) break
    instances.push(...page.task_instances)
  }
  // The more depends on a task, the earlier it comes: that is how Airflow weighs them.
  instances.sort((a, b) => b.priority_weight - a.priority_weight || a.map_index - b.map_index)
  return { state, instances: await Promise.all(instances.map(withResult)) }
}

async function withResult(instance) {
  const { id, task_id, map_index, state, try_number } = instance
  const key = `${id} ${try_number} ${state}`
  if (!known.has(key)) {
    const left = Object.entries(KEYS[state] ?? {}).map(async ([name, key]) => {
      const entry = `${run}/taskInstances/${encodeURIComponent(task_id)}/xcomEntries/${key}`
      const found = await ask(`${entry}?map_index=${map_index}&deserialize=true`).catch((error) => {
        if (error.status === 404) return {}
        throw error
      })
      return [name, found.value]
    })
    known.set(key, Object.fromEntries(await Promise.all(left)))
  }
  return { ...instance, ...known.get(key) }
}
