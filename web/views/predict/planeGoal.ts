import { computed } from '@preact/signals'
import { axes } from '../../state/axes.js'
import { row } from '../../state/row.js'
import { nearest } from './nearest.js'

/** Where the smallest change leads that flips the answer; undefined where there is none, or where it leaves the plane. */
export const planeGoal = computed(() => {
  const [change, sides] = [nearest.value, axes.value]
  if (change?.kind !== 'found' || !sides?.y) return undefined
  const { x, y } = sides
  if (change.changes.some(({ name }) => name !== x.name && name !== y.name)) return undefined
  const [across, up] = [x, y].map(({ name }) => change.changes.find((it) => it.name === name)?.to ?? row.value[name])
  return typeof across === 'number' && typeof up === 'number' ? { x: across, y: up } : undefined
})
