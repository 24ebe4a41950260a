import { writeFileSync } from 'node:fs'
import { median } from './processes.js'

/** Of a rate more is better, of a time less; the others are no speed. */
export type Unit = 'rows/s' | 'requests/s' | (typeof TIMES)[number] | 'kB' | 'MB' | '%' | 'requests' | 'swaps'
const TIMES = ['s', 'ms', 'µs'] as const

/** What a turn measured. */
export interface Figure {
  /** What of the work it is, where a turn measures more than one thing. */
  of?: string
  value: number
  unit: Unit
  /** The most memory that it took, where that is known. */
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
  /** The side of ours that this was. */
  ours?: string
}

const lines: Line[] = []

/**
 * Does the same work by several sides, by turns, since the machine is not always as fast, and adds to the table a line for each figure of
 * each side. The first side called Penguins is held against those that are called otherwise.
 */
export async function byTurns(work: string, sides: Record<string, () => Promise<Figure[]>>, turns: number) {
  const all = Object.keys(sides).map((side) => ({ side, figures: [] as Figure[] }))
  for (let i = 0; i < turns; i++) for (const { side, figures } of all) figures.push(...(await sides[side]!()))
  for (const name of new Set(all.flatMap(({ figures }) => figures.map(({ of }) => of)))) {
    const measured = all.map(({ side, figures }) => ({ side, figures: figures.filter(({ of }) => of === name) }))
    const [ours] = measured.filter(({ side }) => isOurs(side))
    for (const { side, figures } of measured.filter(({ figures }) => figures.length > 0)) {
      addLine(name ? `${work}, ${name}` : work, side, figures, isOurs(side) ? undefined : ours)
    }
  }
}

interface Side {
  side: string
  figures: Figure[]
}

/** The first of the figures was measured beside the first of ours. */
function addLine(work: string, side: string, figures: Figure[], ours: Side | undefined) {
  const { unit } = figures[0]!
  const values = figures.map(({ value }) => value)
  const peak_mb = Math.max(...figures.map(({ peakMb = 0 }) => peakMb))
  const isRate = unit.endsWith('/s')
  const isSpeed = isRate || TIMES.some((it) => it === unit)
  const faster = ours?.figures.map(({ value }, i) => (isRate ? value / values[i]! : values[i]! / value))
  const line: Line = {
    work,
    side,
    unit,
    median: median(values),
    low: Math.min(...values),
    high: Math.max(...values),
    ...(peak_mb > 0 && { peak_mb }),
    ...(faster && isSpeed && { penguins_times_as_fast: median(faster), ours: ours!.side }),
  }
  if (lines.length === 0) {
    console.log('| work | side | median (lowest to highest) | peak memory | Penguins is |')
    console.log('| --- | --- | --- | --- | --- |')
  }
  lines.push(line)
  console.log(rowOf(line))
}

const OURS = 'Penguins'

const isOurs = (side: string) => side.startsWith(OURS)

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
    lines.flatMap(({ work, side, ours, penguins_times_as_fast: times }) =>
      // As `training on 274 rows, native: Python`.
      times === undefined ? [] : [[`${work}${ours!.slice(OURS.length)}: ${side}`, Number(times.toFixed(2))]],
    ),
  )
