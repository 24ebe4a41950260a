import { effect, signal } from '@preact/signals'
import type { FeatureValues } from '../../core/model/encode.js'
import { fields, targets } from './fields.js'
import { loaded, pin, pinned, showInUse } from './model.js'
import { firstRow, row, targetName } from './row.js'

/*
 * The address holds what is shown: `#predict?body_mass_g=3750&target=species`. A link shows the same.
 */

export const views = ['predict', 'data', 'model', 'versions'] as const
export type View = (typeof views)[number]

export const view = signal<View>('predict')

/** What a view keeps in the address beside the row, by key, such as the axes of a plot. */
export const options = signal<Readonly<Record<string, string>>>({})

/** Sets some of a view's options; undefined removes one. */
export function setOptions(changes: Record<string, string | undefined>) {
  const entries = Object.entries({ ...options.value, ...changes }).filter(([, value]) => value !== undefined)
  options.value = Object.fromEntries(entries) as Record<string, string>
}

/** Written a moment after the last change: Safari refuses more than a hundred times in half a minute. */
const WRITE_MS = 250

/** A feature could be called as an option is, so features have a sign before their names. */
const FEATURE = '.'

const fromAddress = () => {
  const [name, query] = location.hash.slice(1).split('?')
  return { name, query: new URLSearchParams(query) }
}

/** The version that the address asks for. */
export const askedVersion = () => fromAddress().query.get('version') ?? undefined

/** Takes the view that the address names; the rest needs a model (`followAddress`). */
export function readView() {
  view.value = views.find((it) => it === fromAddress().name) ?? 'predict'
}

/** Takes what the address says, once the model is there, and keeps it in step from then on. */
export function followAddress() {
  stated = askedVersion() ?? null
  read()
  addEventListener('hashchange', read)
  let timer: ReturnType<typeof setTimeout>
  effect(() => {
    clearTimeout(timer)
    // Written from what these are by then: it need not be made while a slider is dragged.
    for (const it of [view, row, options, fields, targetName, pinned, loaded]) it.value
    timer = setTimeout(() => replace(currentAddress()), WRITE_MS)
  })
}

/** The address of what is shown now, from `#` on. */
export const currentAddress = () => addressFor(view.value, row.value, options.value)

/** The address of a row in the view Predict. */
export const addressOfRow = (values: FeatureValues) => addressFor('predict', values, {})

function addressFor(shown: View, values: FeatureValues, chosen: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams()
  for (const { name } of fields.value) {
    const value = values[name]
    if (value !== null && value !== undefined) query.set(FEATURE + name, String(value))
  }
  if (targetName.value) query.set('target', targetName.value)
  for (const [key, value] of Object.entries(chosen)) query.set(key, value)
  if (pinned.value && loaded.value) query.set('version', loaded.value.version)
  const text = query.toString()
  return `#${shown}${text ? `?${text}` : ''}`
}

function read() {
  readView()
  const { query } = fromAddress()
  // A link to a view alone keeps what is in hand.
  if (query.size === 0 && targetName.value !== undefined) return
  followVersion(query.get('version'))
  const wanted = query.get('target')
  targetName.value = targets.value.find((it) => it.name === wanted)?.name ?? targets.value[0]?.name
  const given = [...query.keys()].some((key) => key.startsWith(FEATURE))
  row.value = given ? rowIn(query) : firstRow()
  options.value = Object.fromEntries(
    [...query].filter(([key]) => !key.startsWith(FEATURE) && key !== 'target' && key !== 'version'),
  )
}

/** The version in the address, when it was last read or written. */
let stated: string | null = null

/** A link to another version than the address had. */
function followVersion(version: string | null) {
  if (version === stated) return
  stated = version
  if (version === null) showInUse()
  else pin(version)
}

/** What is no value of the field is missing. */
function rowIn(query: URLSearchParams): FeatureValues {
  return Object.fromEntries(
    fields.value.map(({ name, kind, categories }) => {
      const text = query.get(FEATURE + name)
      if (text === null || text.trim() === '') return [name, null]
      if (kind === 'boolean') return [name, text === 'true' ? true : text === 'false' ? false : null]
      if (kind === 'category') return [name, categories?.some(({ value }) => value === text) ? text : null]
      return [name, Number.isFinite(Number(text)) ? Number(text) : null]
    }),
  )
}

function replace(address: string) {
  if (address === location.hash) return
  try {
    history.replaceState(null, '', address)
    stated = askedVersion() ?? null
  } catch {
    // Refused for a while: the next change tries again.
  }
}
