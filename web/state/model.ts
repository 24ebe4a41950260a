import { computed, signal } from '@preact/signals'
import type { DatasetCard } from '../../core/dataset/datasetCard.js'
import { answered, askJson, NoAnswer, Refused } from './ask.js'
import { type Loaded, loadModel } from './loadModel.js'

/** How often the API is asked which model is in use: often while there is none, or it is away. */
const [SOON_MS, LATER_MS] = [2000, 10_000]

/** What the data set is called, and its fields; undefined until the API has said it. */
export const dataset = signal<DatasetCard>()
/** The model in the page's hands. It is replaced when its reader asks for it, never under the hand. */
export const loaded = signal<Loaded>()
/** The version that the API has in use. */
export const inUse = signal<string>()
/** Why the API has no model in use, or not the newest; in its words. */
export const problem = signal<string>()
/** Why a version could not be shown. */
export const failure = signal<string>()
/** Since when the API does not answer; undefined while it does. */
export const awaySince = signal<Date>()
/** A version that came into use while the page shows the one that was in use before. */
export const newer = computed(() => (pinned.value || inUse.value === loaded.value?.version ? undefined : inUse.value))
/** Whether its reader, or the address, asked for the version that is shown, in use or not. */
export const pinned = signal(false)

/** The version that is asked for; another may be asked for before it is there. */
let wanted: string | undefined

/** Loads a version and shows it, unless another is asked for meanwhile. What can't be loaded is said, and the one before stays. */
async function show(version: string) {
  wanted = version
  try {
    const model = await loadModel(version)
    if (wanted !== version) return
    loaded.value = model
    failure.value = undefined
  } catch (error) {
    if (wanted === version) sayFailure(error)
  }
}

/** Shows a version and stays with it; what is in use does not change. */
export async function pin(version: string) {
  if (version === inUse.value) return showInUse()
  await show(version)
  if (loaded.value?.version === version) pinned.value = true
}

/** Shows the version in use, and follows it from now on. */
export async function showInUse() {
  if (inUse.value === undefined) return
  await show(inUse.value)
  if (loaded.value?.version === inUse.value) pinned.value = false
}

/** Shows the version that the address names, or else the one in use, and looks for newer ones from now on. */
export async function start(version: string | undefined) {
  pinned.value = version !== undefined
  named = version
  await look()
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
}

/** The version that the address names. */
let named: string | undefined

/** Shows the first model. A link to a version that is gone, or damaged, leads to the one in use. */
async function showFirst() {
  if (pinned.value && named !== undefined) {
    await show(named)
    if (loaded.value || awaySince.value || inUse.value === undefined) return
  }
  const refused = pinned.value ? failure.value : undefined
  await showInUse()
  if (refused !== undefined && !pinned.value) failure.value = refused
}

let timer: ReturnType<typeof setTimeout>
async function look() {
  clearTimeout(timer)
  try {
    dataset.value ??= await askJson<DatasetCard>('dataset')
    const report = await ready()
    const { model_version } = report
    inUse.value = model_version
    problem.value = report.problem
    awaySince.value = undefined
    if (!loaded.value) await showFirst()
  } catch (error) {
    sayFailure(error)
  }
  const hidden = document.visibilityState === 'hidden'
  timer = setTimeout(look, hidden || (loaded.value && !awaySince.value) ? LATER_MS : SOON_MS)
}

interface Ready {
  model_version?: string
  problem?: string
}

/** Which model is in use. That there is none yet is no error. */
async function ready(): Promise<Ready> {
  const reply = await answered('health/ready')
  if (!reply.ok && reply.status !== 503)
    throw new Refused(reply.status, `The API answers ${reply.status} to health/ready.`)
  return reply.json()
}

function sayFailure(error: unknown) {
  if (error instanceof NoAnswer) awaySince.value ??= new Date()
  else failure.value = error instanceof Error ? error.message : String(error)
}
