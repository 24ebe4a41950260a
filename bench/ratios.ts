import { readFileSync, writeFileSync } from 'node:fs'

/** How many times as fast as others Penguins was, in the short form, when that was last written down. */
const PATH = 'bench/ratios.json'

/** A machine that is busy with something else measures worse now and then; a fault of ours is larger than that. */
const TOLERANCE = 2 / 3

/** Says which ratios fell by more than a third, and gives how many. Those that were not measured are named. */
export function checkRatios(measured: Record<string, number>): number {
  const stored: Record<string, number> = JSON.parse(readFileSync(PATH, 'utf8'))
  let fallen = 0
  for (const [name, times] of Object.entries(stored)) {
    const now = measured[name]
    if (now === undefined) console.log(`!! SKIPPED: ${name}`)
    else if (now < times * TOLERANCE) {
      fallen++
      console.log(`!! ${name}: ${now} times as fast; it was ${times}`)
    }
  }
  const known = Object.keys(stored).filter((name) => measured[name] !== undefined).length
  console.log(`${known - fallen} of ${known} ratios hold`)
  return fallen
}

/** Writes the ratios down, to be compared with from then on. */
export const keepRatios = (measured: Record<string, number>) =>
  writeFileSync(PATH, `${JSON.stringify(measured, null, 2)}\n`)
