import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

let collect: ((options: object) => void) | undefined

/**
 * Gives back what JavaScript no longer needs. It would do so by itself when its own memory gets scarce, but knows nothing of what a
 * library is about to take.
 */
export function collectGarbage() {
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as typeof collect & {}
  }
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
