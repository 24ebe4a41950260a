import { extent } from 'd3-array'
import type { FieldCard } from '../../core/dataset/datasetCard.js'
import type { Model } from '../../core/model/model.js'
import type { Cells } from '../../core/model/regions.js'
import { indexOfMax } from '../../core/numbers.js'
import { labelOf } from '../state/fields.js'
import { inSentence, listed, value } from '../words.js'

/** "Map of species over culmen length and culmen depth: Adelie 41 %, Chinstrap 20 %, Gentoo 39 % of the area". */
export function mapInWords(cells: Cells, { manifest }: Model, target: FieldCard, sides: readonly { title: string }[]) {
  const made = manifest.targets[target.name]!
  const says =
    'classes' in made
      ? sharesInWords(sharesOf(cells, made.classes.length), (c) => labelOf(target, made.classes[c]!))
      : rangeInWords(cells, target)
  return `Map of ${inSentence(target.title)} over ${listed(sides.map(({ title }) => inSentence(title)))}: ${says}`
}

/** Which share of a map's area each class has. */
export function sharesOf({ xs, ys, outputs }: Cells, classCount: number): number[] {
  const shares = new Array<number>(classCount).fill(0)
  const columns = xs.length - 1
  const area = (xs.at(-1)! - xs[0]!) * (ys.at(-1)! - ys[0]!)
  for (let cell = 0; cell < outputs.length / classCount; cell++) {
    const [i, j] = [cell % columns, Math.floor(cell / columns)]
    const own = (xs[i + 1]! - xs[i]!) * (ys[j + 1]! - ys[j]!)
    shares[indexOfMax(outputs.subarray(cell * classCount, (cell + 1) * classCount))]! += own / area
  }
  return shares
}

function sharesInWords(shares: readonly number[], labelAt: (index: number) => string) {
  const found = shares
    .map((share, c) => [labelAt(c), Math.round(share * 100)] as const)
    .filter(([, share]) => share > 0)
  return `${found.map(([label, share]) => `${label} ${share} %`).join(', ')} of the area`
}

function rangeInWords({ outputs }: Cells, target: FieldCard) {
  const [min, max] = extent(outputs)
  return `from ${value(target, min!)} to ${value(target, max!)}`
}
