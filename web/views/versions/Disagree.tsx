import { useMemo } from 'preact/hooks'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { Model } from '../../../core/model/model.js'
import type { Loaded } from '../../state/loadModel.js'
import { target } from '../../state/row.js'
import { count, rowCount, value } from '../../words.js'
import { keptRows } from '../model/judge.js'
import { TargetChoice } from '../TargetChoice.js'
import { DisputedRows } from './DisputedRows.js'
import { areComparable } from './differences.js'
import { type Disagreements, disagreements, numberOf } from './disagreements.js'
import { MapPair } from './MapPair.js'
import { shortName } from './names.js'

/** The rows on which two versions disagree, among those that came with the newer one. */
export function Disagree({ a, b }: { a: Loaded; b: Loaded }) {
  const card = target.value
  return (
    <>
      <h3>On which rows do they disagree?</h3>
      <Answer a={a} b={b} card={card} />
    </>
  )
}

function Answer({ a, b, card }: { a: Loaded; b: Loaded; card: FieldCard | undefined }) {
  if (!a.model || !b.model)
    return <p class="quiet">One of them is too large for the page, so rows can not be put to both.</p>
  if (!areComparable(a.manifest, b.manifest))
    return <p class="quiet">They take different features, or give other targets, so no row can be put to both.</p>
  const { sample } = b.profile ?? {}
  if (!sample) return <p class="quiet">The newer version came without rows, so there are none to put to both.</p>
  const names = b.manifest.features.map(({ name }) => name)
  if (!card || !b.manifest.targets[card.name]) return null
  const rows = keptRows(sample, names, Object.keys(b.manifest.targets))
  return (
    <>
      <TargetChoice />
      <Found a={{ name: a.version, model: a.model }} b={{ name: b.version, model: b.model }} rows={rows} card={card} />
    </>
  )
}

interface FoundProps {
  a: { name: string; model: Model }
  b: { name: string; model: Model }
  rows: ReturnType<typeof keptRows>
  card: FieldCard
}

function Found({ a, b, rows, card }: FoundProps) {
  const found = useMemo(() => disagreements(a.model, b.model, rows, card.name), [a.name, b.name, card.name])
  const [older, newer] = [shortName(a.name), shortName(b.name)]
  const pair = [
    { name: older, model: a.model },
    { name: newer, model: b.model },
  ]
  return (
    <>
      <p class="prose">{card.kind === 'number' ? sayNumbers(found, card) : sayClasses(found, older, newer)}</p>
      {found.list.length > 0 && (
        <>
          <DisputedRows card={card} list={found.list} names={[older, newer]} />
          <MapPair target={card} pair={pair} list={found.list} />
        </>
      )}
    </>
  )
}

function sayClasses({ rows, list, right }: Disagreements, older: string, newer: string): string {
  const of = `${rowCount(rows)} that came with ${newer}`
  if (list.length === 0) return `They agree on all ${of}.`
  const tests = list.filter(({ row }) => row.split === 'test').length
  const share = `They disagree on ${count(list.length)} of the ${of}; ${count(tests)} of these ${tests === 1 ? 'is a test row' : 'are test rows'}.`
  if (!right) return share
  const neither = right.neither > 0 ? `, and neither on ${count(right.neither)}` : ''
  return `${share} ${older} is right on ${count(right.a)}, ${newer} on ${count(right.b)}${neither}.`
}

function sayNumbers({ rows, list }: Disagreements, { unit }: FieldCard): string {
  const apart = list.map((it) => Math.abs(numberOf(it.a) - numberOf(it.b)))
  const mean = apart.reduce((sum, it) => sum + it, 0) / apart.length
  const say = (it: number) => value(unit === undefined ? {} : { unit }, it)
  return `Over ${rowCount(rows)} they differ by ${say(mean)} on average, and by ${say(apart[0] ?? 0)} at most. Those farthest apart come first.`
}
