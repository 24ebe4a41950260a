import { classesOf, type Dataset, type Feature, type Target } from '../core/dataset/dataset.js'
import { listed } from '../core/dataset/wording.js'
import type { Manifest } from '../core/model/manifest.js'

/**
 * What keeps a model from being this data set's: its fields, their units and categories, or its targets and their classes differ.
 * Ranges and texts make no difference to it.
 *
 * @returns the first difference, in words; undefined where there is none
 */
export function differenceFrom(dataset: Dataset, { features, targets }: Manifest): string | undefined {
  const differences = [
    difference('features', 'are', namesOf(features), namesOf(dataset.features)),
    difference('targets', 'are', Object.keys(targets), namesOf(dataset.targets)),
    ...features.flatMap((found, i) => featureDifferences(found, dataset.features[i])),
    ...dataset.targets.flatMap((target) => targetDifferences(targets[target.name], target)),
  ]
  return differences.find((it) => it !== undefined)
}

function featureDifferences(found: Manifest['features'][number], expected: Feature | undefined) {
  if (!expected) return []
  const { name } = expected
  return [
    difference(`${name}'s kind`, 'is', found.kind, expected.kind),
    unitDifference(name, found.unit, expected.kind === 'number' ? expected.unit : undefined),
    difference(
      `${name}'s categories`,
      'are',
      found.categories ?? [],
      expected.kind === 'category' ? expected.categories : [],
    ),
  ]
}

function targetDifferences(found: Manifest['targets'][string] | undefined, expected: Target) {
  if (!found) return []
  const { name } = expected
  return [
    difference(`${name} classes`, 'are', 'classes' in found ? found.classes : [], classesOf(expected) ?? []),
    unitDifference(
      name,
      'range' in found ? found.unit : undefined,
      expected.kind === 'number' ? expected.unit : undefined,
    ),
  ]
}

function unitDifference(name: string, found: string | undefined, expected: string | undefined) {
  if (found !== undefined && expected !== undefined) return difference(`${name}'s unit`, 'is', found, expected)
  if (found !== undefined) return `its ${name} is in ${found}, and the data set's has no unit`
  return expected === undefined ? undefined : `its ${name} has no unit, and the data set's is in ${expected}`
}

function difference(what: string, verb: 'is' | 'are', found: string | readonly string[], expected: typeof found) {
  if (JSON.stringify(found) === JSON.stringify(expected)) return undefined
  if (typeof found !== 'string' && typeof expected !== 'string' && found.length + expected.length > MAX_NAMES) {
    return `its ${what} ${longDifference(found, expected)}`
  }
  return `its ${what} ${verb} ${words(found)}, and the data set's ${verb} ${words(expected)}`
}

/** As many names as somebody compares by eye. */
const MAX_NAMES = 24

/** Of long lists what only one of them holds, or that the order differs. */
function longDifference(found: readonly string[], expected: readonly string[]): string {
  const [added, lacking] = [except(found, expected), except(expected, found)]
  if (added.length + lacking.length === 0) return "are the data set's in another order"
  const says = [
    added.length > 0 && `have ${listed(added, 5)}, which the data set's do not`,
    lacking.length > 0 && `lack ${listed(lacking, 5)}`,
  ]
  return says.filter(Boolean).join(', and ')
}

const except = (names: readonly string[], others: readonly string[]) => {
  const known = new Set(others)
  return names.filter((name) => !known.has(name))
}

const words = (names: string | readonly string[]) =>
  typeof names === 'string' ? names : names.length > 0 ? names.join(', ') : 'none'

const namesOf = (items: readonly { name: string }[]) => items.map(({ name }) => name)
