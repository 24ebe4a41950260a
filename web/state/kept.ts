import { computed } from '@preact/signals'
import { options, setOptions } from './address.js'

/** The features that the smallest change leaves as they are, by name; the address holds them. */
export const kept = computed<ReadonlySet<string>>(() => {
  const names = options.value.keep
  return new Set(names?.split(' ').map(decodeURIComponent))
})

export function setKept(name: string, keep: boolean) {
  const names = new Set(kept.value)
  if (keep) names.add(name)
  else names.delete(name)
  setOptions({ keep: names.size === 0 ? undefined : [...names].map(encodeURIComponent).join(' ') })
}
