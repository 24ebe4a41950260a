import { writeFileSync } from 'node:fs'
import { median } from './processes.js'

/** Of a rate more is better, of a time less. */
export type Unit = 'rows/s' | 'requests/s' | 's' | 'ms' | 'µs'

/** What one turn measured, and the most memory that it took, where that is known. */
export interface Turn {
  value: number
  peakMb?: number
}

/** A line of the table. */
interface Line {
  work: string
  side: string
  unit: Unit
  median: number
  low: number
  high: number
  peak_mb?: number
  /** How many times as fast Penguins is: the median of the pairs. */
  penguins_times_as_fast?: number
}

const lines: Line[] = []

/** Does the same work by several sides, by turns, since the machine is not always as fast, and adds a line for each to the table. */
export async function byTurns(work: string, unit: Unit, sides: Record<string, () => Promise<Turn>>, turns: number) {
  const all = Object.fromEntries(Object.keys(sides).map((side) => [side, [] as Turn[]]))
  for (let i = 0; i < turns; i++) for (const [side, turn] of Object.entries(sides)) all[side]!.push(await turn())
  addLines(work, unit, all)
}

/** Adds what was measured by turns: the first of a side's turns was beside the first of each other. A side of ours is called Penguins. */
export function addLines(work: string, unit: Unit, sides: Record<string, Turn[]>) {
  const [, ours] = Object.entries(sides).find(([side]) => isOurs(side)) ?? []
  for (const [side, turns] of Object.entries(sides)) {
    const values = turns.map(({ value }) => value)
    const peak_mb = Math.max(...turns.map(({ peakMb = 0 }) => peakMb))
    const faster = ours?.map(({ value }, i) => (unit.endsWith('/s') ? value / values[i]! : values[i]! / value))
    const line: Line = {
      work,
      side,
      unit,
      median: median(values),
      low: Math.min(...values),
      high: Math.max(...values),
      ...(peak_mb > 0 && { peak_mb }),
      ...(faster && !isOurs(side) && { penguins_times_as_fast: median(faster) }),
    }
    if (lines.length === 0) {
      console.log('| work | side | median (lowest to highest) | peak memory | Penguins is |')
      console.log('| --- | --- | --- | --- | --- |')
    }
    lines.push(line)
    console.log(rowOf(line))
  }
}

const isOurs = (side: string) => side.startsWith('Penguins')

function rowOf({ work, side, unit, median, low, high, peak_mb, penguins_times_as_fast: times }: Line): string {
  const value = `${shown(median)} ${unit} (${shown(low)} to ${shown(high)})`
  const memory = peak_mb === undefined ? '' : `${peak_mb} MB`
  return `| ${work} | ${side} | ${value} | ${memory} | ${times === undefined ? '' : `${times.toFixed(2)} times as fast`} |`
}

/** Three digits at least. */
const shown = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3).replace(/\.?0+$/, '')

export const writeTable = (path: string) => writeFileSync(path, `${JSON.stringify(lines, null, 2)}\n`)

/** What a comparison is called in the file of ratios. */
export const ratios = () =>
  Object.fromEntries(
    lines.flatMap(({ work, side, penguins_times_as_fast: times }) =>
      times === undefined ? [] : [[`${work}: ${side}`, Number(times.toFixed(2))]],
    ),
  )
