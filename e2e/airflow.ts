import { ports, until } from './stack.js'

/** What a user does by hand, over Airflow's REST API: https://airflow.apache.org/docs/apache-airflow/stable/stable-rest-api-ref.html */
export const address = `http://localhost:${ports.airflow}`

export interface TaskInstance {
  task_id: string
  map_index: number
  state: string | null
  try_number: number
  hostname: string
}

let token = ''

export async function logIn(username: string, password: string): Promise<number> {
  const reply = await fetch(`${address}/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (reply.ok) token = ((await reply.json()) as { access_token: string }).access_token
  return reply.status
}

// biome-ignore lint/suspicious/noExplicitAny: what Airflow answers is looked at by the tests
export async function ask(path: string, body?: object, method = 'POST'): Promise<any> {
  const reply = await fetch(`${address}/api/v2${path}`, {
    ...(body && { method, body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return reply.json()
}

/** A run of a DAG. */
export interface Run {
  dag: string
  id: string
}

const pathOf = ({ dag, id }: Run) => `/dags/${dag}/dagRuns/${encodeURIComponent(id)}`

export async function trigger(dag: string, conf: object = {}): Promise<Run> {
  const { dag_run_id: id } = await ask(`/dags/${dag}/dagRuns`, { logical_date: null, conf })
  return { dag, id }
}

/** A paused DAG does not follow when its rows change. */
export const pause = (dag: string, is_paused: boolean) => ask(`/dags/${dag}`, { is_paused }, 'PATCH')

/** Waits for the run's end: "success" or "failed". */
export function end(run: Run, seconds = 120): Promise<string> {
  return until(`end of ${run.dag}`, seconds, async () => {
    const { state } = await ask(pathOf(run))
    return (state === 'success' || state === 'failed') && state
  })
}

/** Waits until a task of the run asks a person, and gives the question. */
// biome-ignore lint/suspicious/noExplicitAny: the tests look at it
export function asked(run: Run, task: string): Promise<any> {
  return until(`question of ${task}`, 120, async () => {
    const [instance] = (await tasks(run)).filter(({ task_id }) => task_id === task)
    return instance?.state === 'awaiting_input' && ask(`${pathOf(run)}/taskInstances/${task}/-1/hitlDetails`)
  })
}

/** Answers a question as a person does who is logged in. */
export const answer = (run: Run, task: string, option: string) =>
  ask(`${pathOf(run)}/taskInstances/${task}/-1/hitlDetails`, { chosen_options: [option] }, 'PATCH')

/** The run of another DAG that follows by itself. */
export async function follow(dag: string, since: Date): Promise<Run> {
  const id = await until(`run of ${dag}`, 60, async () => {
    const { dag_runs: runs } = await ask(`/dags/${dag}/dagRuns?run_after_gte=${since.toISOString()}&order_by=-id`)
    return runs[0]?.dag_run_id as string | undefined
  })
  return { dag, id }
}

export async function tasks(run: Run): Promise<TaskInstance[]> {
  return (await ask(`${pathOf(run)}/taskInstances?limit=100`)).task_instances
}

/** Waits until a task of the run is under way. */
export function running(run: Run, task: string): Promise<TaskInstance> {
  return until(`start of ${task}`, 60, async () =>
    (await tasks(run)).find(({ task_id, state }) => task_id === task && state === 'running'),
  )
}

// biome-ignore lint/suspicious/noExplicitAny: each task has its own result
export async function xcom(run: Run, task: string, mapIndex = -1, key = 'return_value'): Promise<any> {
  const entry = `${pathOf(run)}/taskInstances/${task}/xcomEntries/${key}`
  return (await ask(`${entry}?map_index=${mapIndex}&deserialize=true`)).value
}

/** The lines of a task's log. */
export async function log(run: Run, task: string, attempt = 1): Promise<string[]> {
  const { content } = await ask(`${pathOf(run)}/taskInstances/${task}/logs/${attempt}?map_index=-1`)
  return content.map((line: string | { event: string }) => (typeof line === 'string' ? line : line.event))
}
