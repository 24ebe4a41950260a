import { clock, count, duration } from './words.js'

/*
 * Airflow's states of a task, in words.
 */

const WAITING = {
  scheduled: 'about to start',
  queued: 'waiting for a free worker',
  restarting: 'starting again',
  deferred: 'waiting for an event',
  up_for_reschedule: 'waiting for its turn',
  awaiting_input: 'waiting for an answer in Airflow',
}

const NOT_RUN = {
  upstream_failed: 'not run, since a step before it failed',
  skipped: 'skipped',
  removed: 'no longer part of this Dag',
}

/** The state of one task instance: `{text, tone}`, where tone is good, bad, warn or quiet. */
export function stateOf({ state, duration: seconds, start_date: start, try_number: attempt, max_tries: retries }) {
  const took = seconds === null ? '' : ` ${state === 'success' ? 'in' : 'after'} ${duration(seconds)}`
  const again = attempt > 1 ? `, at try ${attempt} of ${retries + 1}` : ''
  switch (state) {
    case 'success':
      return { text: `✓ done${took}${again}`, tone: 'good' }
    case 'failed':
      return { text: `✕ failed${took}${again}`, tone: 'bad' }
    case 'up_for_retry':
      return { text: `↻ try ${attempt} of ${retries + 1} failed; Airflow tries again by itself`, tone: 'warn' }
    case 'running':
      return { text: `under way${start ? ` since ${clock(start)}` : ''}${again}`, tone: 'warn' }
    default:
      return { text: NOT_RUN[state] ?? WAITING[state] ?? 'waiting for the steps before it', tone: 'quiet' }
  }
}

const TOLD = [
  ['failed', 'failed', 'bad'],
  ['up_for_retry', 'to be tried again', 'warn'],
  ['running', 'under way', 'warn'],
  ['upstream_failed', 'not run, since a step before failed', 'quiet'],
  ['skipped', 'skipped', 'quiet'],
]

/** The state of all instances of a mapped task: "✓ all 12 done", "7 of 12 done, 4 under way". */
export function stateOfAll(instances) {
  if (instances.length === 1) return stateOf(instances[0])
  const number = (wanted) => instances.filter(({ state }) => state === wanted).length
  const done = number('success')
  if (done === instances.length) return { text: `✓ all ${count(done)} done`, tone: 'good' }
  const others = TOLD.filter(([state]) => number(state) > 0)
  const text = [
    `${count(done)} of ${count(instances.length)} done`,
    ...others.map(([it, say]) => `${number(it)} ${say}`),
  ]
  return { text: text.join(', '), tone: others[0]?.[2] ?? 'quiet' }
}

/** Whether nothing is to be told of it but its state. */
export const isIdle = ({ state }) => !['success', 'failed', 'up_for_retry'].includes(state)
