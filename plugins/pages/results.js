// The results of a run: each task's XCom, which is one JSON object, as a table. What the keys are is the tasks' affair.

/** How often a run that is under way is looked at again. */
const POLL_MS = 2000

const main = document.querySelector('main')
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

/** Airflow gives so many things at a time. */
const PAGE = 100

async function ask(path) {
  const reply = await fetch(path)
  if (reply.status === 404) return undefined
  if (!reply.ok) throw new Error(`Airflow answers ${reply.status}: ${(await reply.text()).slice(0, 200)}`)
  return reply.json()
}

/** A task that succeeded has a result, one that failed or will be tried again a sentence. */
const KEYS = { success: 'return_value', failed: 'error', up_for_retry: 'error' }

/** Results that are there already: a task that has ended says no more. */
const known = new Map()

async function show() {
  const { state } = await ask(run)
  const instances = []
  for (let total = 1; instances.length < total; ) {
    const page = await ask(`${run}/taskInstances?limit=${PAGE}&offset=${instances.length}`)
    total = page.total_entries
    instances.push(...page.task_instances)
  }
  const results = await Promise.all(instances.map(resultOf))
  const tasks = Map.groupBy(
    instances.map((instance, i) => ({ instance, result: results[i] })),
    ({ instance }) => instance.task_id,
  )
  // The last one first: it tells what the run came to.
  const sections = [...tasks.values()].sort((a, b) => startOf(b) - startOf(a)).map(section)
  main.replaceChildren(...sections)
  return state
}

/** Looks until the run has ended; what fails is said, and may pass. */
async function watch() {
  const state = await show().catch((error) => main.replaceChildren(element('p', error.message)))
  if (state !== 'success' && state !== 'failed') setTimeout(watch, POLL_MS)
}

async function resultOf({ id, task_id, map_index, state, try_number }) {
  if (!(state in KEYS)) return undefined
  const key = `${id} ${try_number} ${state}`
  if (!known.has(key)) {
    const entry = `${run}/taskInstances/${encodeURIComponent(task_id)}/xcomEntries/${KEYS[state]}`
    known.set(key, (await ask(`${entry}?map_index=${map_index}&deserialize=true`))?.value)
  }
  return known.get(key)
}

const startOf = ([{ instance }]) => (instance.start_date ? Date.parse(instance.start_date) : Number.POSITIVE_INFINITY)

/** A task, or all instances of a mapped one, which then share a table. */
function section(done) {
  const [{ instance }] = done
  const states = new Set(done.map((it) => it.instance.state ?? 'waiting'))
  const state = element('span', [...states].join(', '))
  state.className = states.size === 1 ? [...states][0] : ''
  const seconds = instance.duration && done.length === 1 ? ` in ${instance.duration.toFixed(1)} s` : ''
  const title = element('h2', instance.task_id, ' ', element('small', state, seconds))
  const results = done.filter((it) => it.instance.state === 'success' && it.result).map((it) => it.result)
  const said = done.length > 1 && results.length ? bestFirst(results) : results[0]
  const failed = done.filter((it) => KEYS[it.instance.state] === 'error')
  const errors = new Set(failed.map((it) => it.result ?? 'The task’s log says what happened.'))
  return element('section', title, ...[...errors].map(sentence), said === undefined ? '' : render(said))
}

/** Of a trial: its log loss, where it has classes, and the squared error of its numbers. */
const lossOf = ({ log_loss = 0, relative_squared_error = 0 }) => log_loss + relative_squared_error

/** Trials by their loss, the winner marked. */
function bestFirst(results) {
  if (!results.every((it) => 'log_loss' in it || 'relative_squared_error' in it)) return results
  const sorted = results.sort((a, b) => lossOf(a) - lossOf(b))
  return sorted.map((it, i) => ({ '': i === 0 ? '★ best' : '', ...it }))
}

function sentence(text) {
  const made = element('p', text)
  made.className = 'failed'
  return made
}

/** Any JSON value: an object as a table of its keys, objects of equal keys as the rows of one table. */
function render(value) {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object' || value === null) return String(value)
  const entries = Object.entries(value).filter(([key]) => key !== 'task')
  if (!Array.isArray(value)) plainFirst(entries)
  if (entries.length === 0) return 'none'
  const keys = sharedKeys(entries.map(([, item]) => item))
  if (keys && entries.length > 1) {
    const names = Array.isArray(value) ? [] : ['']
    const head = element('tr', ...[...names, ...keys.map(words)].map((key) => element('th', key)))
    const rows = entries.map(([name, item]) =>
      element(
        'tr',
        ...(names.length ? [element('th', name)] : []),
        ...keys.map((key) => element('td', inline(item[key]))),
      ),
    )
    return element('table', head, ...rows)
  }
  if (Array.isArray(value)) return value.map(String).join(', ')
  return element(
    'table',
    ...entries.map(([key, item]) => element('tr', element('th', words(key)), element('td', render(item)))),
  )
}

function sharedKeys(items) {
  const isObject = (item) => typeof item === 'object' && item !== null && !Array.isArray(item)
  if (!items.every(isObject)) return undefined
  const keys = plainFirst(Object.entries(items[0]).filter(([key]) => key !== 'task')).map(([key]) => key)
  return items.every((item) => keys.every((key) => key in item)) ? keys : undefined
}

/** Airflow's database forgets the order of keys; what is short comes first. */
const plainFirst = (entries) =>
  entries.sort(([, a], [, b]) => Number(typeof a === 'object') - Number(typeof b === 'object'))

/** A value within a row of a table: an object in one line. */
function inline(value) {
  if (typeof value !== 'object' || value === null) return render(value)
  return Object.entries(value)
    .map(([key, item]) => `${words(key)} ${inline(item)}`)
    .join(', ')
}

const words = (key) => key.replaceAll('_', ' ')

function element(name, ...children) {
  const made = document.createElement(name)
  made.append(...children)
  return made
}

watch()
