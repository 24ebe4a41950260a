import type { Manifest } from '../../../core/model/manifest.js'

/** Something about a version as its card says it, in words. */
export interface Item {
  readonly group: Group
  readonly name: string
  readonly says: string
}

export type Group = 'Parameters' | 'Figures on the test rows' | 'Rows' | 'Features' | 'Made by'

/** Something that two versions may say differently; undefined where one says nothing. */
export interface Pair {
  readonly group: Group
  readonly name: string
  readonly a: string | undefined
  readonly b: string | undefined
}

/** What is the same in both, and what is not, in the order of the cards. */
export function differences(a: readonly Item[], b: readonly Item[]): { different: Pair[]; same: Pair[] } {
  const keyOf = ({ group, name }: Item) => `${group} ${name}`
  const [inA, inB] = [a, b].map((items) => new Map(items.map((it) => [keyOf(it), it.says])))
  const all = new Map([...a, ...b].map((it) => [keyOf(it), it]))
  const groups = [...new Set([...all.values()].map(({ group }) => group))]
  const pairs = [...all]
    .map(([key, { group, name }]): Pair => ({ group, name, a: inA!.get(key), b: inB!.get(key) }))
    .sort((x, y) => groups.indexOf(x.group) - groups.indexOf(y.group))
  return { different: pairs.filter(({ a, b }) => a !== b), same: pairs.filter(({ a, b }) => a === b) }
}

/** Whether two versions take the same features and give the same targets, so that one row can be put to both. */
export function areComparable(a: Manifest, b: Manifest): boolean {
  const shape = ({ features, targets }: Manifest) =>
    JSON.stringify([
      features.map(({ name, kind, unit, categories }) => [name, kind, unit, categories]),
      Object.entries(targets)
        .map(([name, target]) => [name, 'classes' in target ? target.classes : target.unit])
        .sort(),
    ])
  return shape(a) === shape(b)
}
