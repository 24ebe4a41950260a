import { computed } from '@preact/signals'
import { options, setOptions } from '../../state/address.js'
import { versions } from '../../state/versions.js'

/** The versions that are compared, at most two, as the address holds them. */
export const chosenVersions = computed(() => (options.value.compare ?? '').split(',').filter((it) => it !== ''))

/** Takes a version in or out; a third takes the place of the one that was chosen first. */
export function choose(version: string, chosen: boolean) {
  const others = chosenVersions.value.filter((it) => it !== version)
  const next = chosen ? [...others.slice(-1), version] : others
  setOptions({ compare: next.length > 0 ? next.join(',') : undefined })
}

/** The two that are compared, the older first; undefined until there are two. */
export const pair = computed(() => {
  const rank = (version: string) => versions.value?.findIndex((it) => it.version === version) ?? -1
  const [a, b] = chosenVersions.value.filter((it) => rank(it) !== -1).sort((x, y) => rank(y) - rank(x))
  return a !== undefined && b !== undefined ? ([a, b] as const) : undefined
})
