import { computed } from '@preact/signals'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { type Moment, Timeline } from '../../charts/Timeline.js'
import { targets } from '../../state/fields.js'
import { changes, versions } from '../../state/versions.js'
import { figure, value } from '../../words.js'
import { chosenVersions } from './chosen.js'
import { figureOf } from './names.js'
import { pointerSteps } from './pointerSteps.js'

const oldestFirst = computed(() => [...(versions.value ?? [])].reverse())
const steps = computed(() => pointerSteps(oldestFirst.value, changes.value))

/** Log loss over the versions, target by target. */
export function Timelines() {
  return (
    <section aria-labelledby="timeline-title">
      <h2 id="timeline-title">Was it better?</h2>
      <p class="quiet prose">
        {explained()} <b>●</b> came into use, <b>○</b> was kept back, <b>×</b> can not be used; the bar is the 90&nbsp;%
        interval. The blue line follows the version in use.
      </p>
      <div class="timelines">
        {targets.value.map((target) => (
          <div key={target.name}>
            <h3>{titleOf(target)}</h3>
            <Timeline moments={momentsOf(target)} says={saysOf(target)} />
          </div>
        ))}
      </div>
    </section>
  )
}

/** What the figures are, for the kinds of targets that there are. */
function explained(): string {
  const kinds = targets.value.map(({ kind }) => kind === 'number')
  const loss = kinds.includes(false) ? 'Log loss says how good the probabilities are: 0 is sure and right. ' : ''
  const error = kinds.includes(true) ? 'The root mean squared error says how far off the numbers are. ' : ''
  return `${loss}${error}Lower is better.`
}

const titleOf = ({ title, kind, unit }: FieldCard) =>
  kind === 'number' ? `↑ ${title}: root mean squared error${unit ? `, ${unit}` : ''}` : `↑ ${title}: log loss`

function momentsOf({ name }: FieldCard): Moment[] {
  const byVersion = new Map(oldestFirst.value.map((it) => [it.version, it]))
  return oldestFirst.value.map((it, i) => {
    const lossOf = (version: string) => {
      const its = byVersion.get(version)
      return its && figureOf(its, name)?.value
    }
    return {
      version: it.version,
      at: it.created_at,
      figure: figureOf(it, name),
      used: it.in_use_from !== undefined || it.current,
      inUse: steps.value[i]!.map(lossOf),
      chosen: chosenVersions.value.includes(it.version),
    }
  })
}

function saysOf(target: FieldCard): string {
  const known = oldestFirst.value.flatMap((it) => figureOf(it, target.name)?.value ?? [])
  const current = oldestFirst.value.find((it) => it.current)
  const now = current && figureOf(current, target.name)?.value
  const write = target.kind === 'number' ? (it: number) => value({}, it) : figure
  const of = `${titleOf(target).slice(2)} of ${known.length} versions, the oldest first`
  return now === undefined
    ? of
    : `${of}, from ${write(Math.min(...known))} to ${write(Math.max(...known))}; in use: ${write(now)}`
}
