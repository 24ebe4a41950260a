/** Which class each row was said to be of: its place among the target's classes. A number has one class, the empty text. */
export interface Classified {
  readonly target: string
  readonly classes: readonly string[]
  readonly places: Uint16Array
}

/** The classes of a number. */
export const NUMBER = ['']

/** How many rows were said to be of which class, target by target. */
export function countLabels(all: readonly Classified[], isCounted: (row: number) => boolean = () => true) {
  return new Map(
    all.map(({ target, classes, places }) => {
      const counts = new Uint32Array(classes.length)
      for (let row = 0; row < places.length; row++) if (isCounted(row)) counts[places[row]!]!++
      return [target, new Map(classes.map((label, i) => [label, counts[i]!]))]
    }),
  )
}
