import { ROWS } from './millionRows.js'
import { median, type Run } from './processes.js'

const TURNS = 3

/**
 * Measures what reads or writes a million rows, by turns, since the machine is not always as fast, and prints for each the median of its rows
 * a second, how far they are apart, and the most memory that it took.
 *
 * @param work what is measured, to begin the lines with
 */
export async function byTurns(work: string, sides: Record<string, () => Promise<Run>>) {
  const runs = new Map(Object.keys(sides).map((name) => [name, [] as Run[]]))
  for (let i = 0; i < TURNS; i++) for (const [name, side] of Object.entries(sides)) runs.get(name)!.push(await side())
  for (const [name, all] of runs) {
    const rates = all.map(({ seconds }) => ROWS / seconds)
    const peak = Math.max(...all.map(({ peakMb }) => peakMb))
    const [low, middle, high] = [Math.min(...rates), median(rates), Math.max(...rates)].map((rate) =>
      Math.round(rate).toLocaleString('en'),
    )
    const memory = peak > 0 ? `, peak ${peak} MB` : ''
    console.log(`${work}, ${name}: ${middle} rows/s (${low} to ${high})${memory} (median of ${TURNS})`)
  }
}
