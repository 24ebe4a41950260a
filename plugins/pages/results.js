// The tab Results: what a run has produced, as soon as it has.

import { readRun } from './airflow.js'
import { element } from './element.js'
import { isIdle, stateOfAll } from './states.js'
import { STEPS, showAny } from './steps.js'
import { showQuality } from './train.js'
import { words } from './words.js'

/** How often a run is looked at again: while it is under way, and after, since somebody may start it anew. */
const POLL_MS = 2000
const IDLE_POLL_MS = 15_000

const NO_SENTENCE =
  'The step ended before it could say why: it took too long, its worker died, or someone stopped it. Its log may tell more: the tab Task Instances, then the step, then Logs.'

const main = document.querySelector('main')
const status = main.querySelector('[role=status]')
let shown = ''

/** Shows the run where it has changed: what is selected or opened stays. */
function show(run) {
  const now = JSON.stringify(run)
  if (now === shown) return
  shown = now
  const opened = new Set([...main.querySelectorAll('details[open] > summary')].map((it) => it.textContent))
  // What is skipped was not asked for.
  const instances = run.instances.filter(({ state }) => state !== 'skipped')
  const tasks = [...Map.groupBy(instances, ({ task_id }) => task_id).values()]
  const targets = resultOf(tasks, 'train')?.targets
  status.replaceChildren(...summary(run, tasks))
  main.replaceChildren(status, ...tasks.map((instances) => section(instances, targets)))
  for (const it of main.querySelectorAll('details')) it.open = opened.has(it.querySelector('summary').textContent)
}

const resultOf = (tasks, name) => tasks.find(([{ task_id }]) => task_id === name)?.[0].result

const nameOf = ({ task_id }) => STEPS[task_id]?.name ?? words(task_id)

/** What the run has come to, and what to mend. */
function summary({ state, instances }, tasks) {
  const failed = instances.filter((it) => it.state === 'failed')
  if (failed.length > 0) return [heading(`Failed: ${nameOf(failed[0])}`, 'bad'), ...faults(failed)]
  const retried = instances.filter((it) => it.state === 'up_for_retry')
  if (retried.length > 0) return [heading(`To be tried again: ${nameOf(retried[0])}`, 'warn'), ...faults(retried)]
  if (state === 'failed') {
    return [
      heading('The run failed', 'bad'),
      fault('No step of it did: the run took longer than it may, or someone marked it as failed.'),
    ]
  }
  if (state !== 'success') {
    if (instances.some((it) => it.state === 'awaiting_input')) {
      return [
        heading('Waiting for an answer', 'warn'),
        element(
          'p',
          {},
          'Should the new model come into use? Answer under Required Actions, at the top of this run: Promote or Keep.',
        ),
        ...qualityOf(tasks, false),
      ]
    }
    const number = tasks.findIndex((it) => it.some((instance) => instance.state !== 'success'))
    const instance = tasks[number]?.[0]
    if (state === 'queued' || !instance) return [heading('Waiting to start'), quiet(QUEUED)]
    return [heading(`Under way: ${nameOf(instance)}`), quiet(`Step ${number + 1} of ${tasks.length}.`)]
  }
  const last = tasks.findLast(([it]) => it.result !== undefined)
  if (!last) return [heading('Nothing to show'), quiet('No step of this run has left a result in Airflow.')]
  const [{ task_id, result }] = last
  const says = STEPS[task_id]?.says(result) ?? `${nameOf(last[0])} is done`
  return [heading(says), ...qualityOf(tasks, task_id === 'promote')]
}

/** @param promoted whether it has come into use after its training */
function qualityOf(tasks, promoted) {
  const result = resultOf(tasks, 'train')
  return result ? showQuality(promoted ? { ...result, in_use: true, verdict: undefined } : result) : []
}

const QUEUED =
  'The runs of a Dag follow each other: this one starts when those before it have ended; one of them may be waiting for an answer.'

const heading = (text, tone = '') => element('h1', { className: tone }, text)
const quiet = (text) => element('p', { className: 'quiet' }, text)
const fault = (text) => element('div', { className: 'fault' }, element('p', {}, text))

/** The sentences of what failed, each once. */
const faults = (instances) => [...new Set(instances.map(({ error }) => error ?? NO_SENTENCE))].map(fault)

/** A task, or all instances of a mapped one, which share a table. */
function section(instances, targets) {
  const { text, tone } = stateOfAll(instances)
  const title = element('h2', {}, nameOf(instances[0]), element('small', { className: tone }, text))
  const results = instances.flatMap(({ result }) => (result === undefined ? [] : [result]))
  const idle = results.length === 0 && instances.every(isIdle)
  return element(
    'section',
    { className: `step${idle ? ' idle' : ''}` },
    title,
    ...figures(instances[0], results, targets),
  )
}

function figures({ task_id }, results, targets) {
  const { show = showAny, showAll } = STEPS[task_id] ?? {}
  if (results.length === 0) return []
  return showAll ? showAll(results, targets) : results.flatMap((it) => show(it))
}

/** Looks again and again; what goes wrong is said, and may pass. */
async function watch() {
  let ended = false
  try {
    const run = await readRun()
    show(run)
    ended = run.state === 'success' || run.state === 'failed'
  } catch (error) {
    shown = ''
    status.replaceChildren(heading('The results can’t be shown', 'bad'), fault(error.message))
    main.replaceChildren(status)
  }
  setTimeout(watch, ended ? IDLE_POLL_MS : POLL_MS)
}

watch()
