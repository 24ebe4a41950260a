import { computed, signal } from '@preact/signals'
import type { DatasetCard } from '../../core/dataset/datasetCard.js'
import { askJson, Refused } from './ask.js'
import { type Loaded, loadModel } from './loadModel.js'

/** How often the API is asked which model is in use: often while there is none, or it is away. */
const [SOON_MS, LATER_MS] = [2000, 10_000]

/** What the data set is called, and its fields; undefined until the API has said it. */
export const dataset = signal<DatasetCard>()
/** The model in the page's hands. It is replaced when its reader asks for it, never under the hand. */
export const loaded = signal<Loaded>()
/** The version that the API has in use. */
export const inUse = signal<string>()
/** Why there is no model to show, in the API's words. */
export const problem = signal<string>()
/** Since when the API does not answer; undefined while it does. */
export const awaySince = signal<Date>()
/** A version that came into use while the page shows the one that was in use before. */
export const newer = computed(() => (pinned.value || inUse.value === loaded.value?.version ? undefined : inUse.value))
/** Whether the address asks for a version, in use or not. */
export const pinned = signal(false)

/** Loads a version and shows it. */
export async function show(version: string) {
  loaded.value = await loadModel(version)
  problem.value = undefined
}

/** Shows the version that the address names, or else the one in use, and looks for newer ones from now on. */
export async function start(version: string | undefined) {
  pinned.value = version !== undefined
  if (version) await show(version).catch(sayProblem)
  await look()
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
}

let timer: ReturnType<typeof setTimeout>
async function look() {
  clearTimeout(timer)
  try {
    dataset.value ??= await askJson<DatasetCard>('dataset')
    const { model_version } = await ready()
    inUse.value = model_version
    awaySince.value = undefined
    if (!loaded.value && model_version && !pinned.value) await show(model_version)
  } catch (error) {
    sayProblem(error)
  }
  const hidden = document.visibilityState === 'hidden'
  timer = setTimeout(look, hidden || (loaded.value && !awaySince.value) ? LATER_MS : SOON_MS)
}

/** Which model is in use. That there is none yet is no error. */
async function ready(): Promise<{ model_version?: string }> {
  try {
    return await askJson('health/ready')
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 503) throw error
    const reply = await fetch('health/ready')
    const report: { model_version?: string; problem?: string } = await reply.json()
    problem.value = report.problem
    return report
  }
}

function sayProblem(error: unknown) {
  // fetch throws this, and nothing else, where nobody answers.
  if (error instanceof TypeError) awaySince.value ??= new Date()
  else problem.value = error instanceof Error ? error.message : String(error)
}
