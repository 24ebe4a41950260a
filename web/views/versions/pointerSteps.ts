import type { Change } from '../../../registry/history.js'

/** A version in the order of publication. */
export interface Published {
  readonly version: string
  readonly created_at?: string | undefined
}

/**
 * Which versions were in use after each was published, until the next one was.
 *
 * A training's change belongs to the version that it brought; another change to the last version that was trained before it. Clocks of
 * several machines differ, so no change goes back behind the one before it.
 *
 * @param versions the oldest first
 * @param changes the oldest first
 * @returns for each version those in use then, one after the other, the last of them until the next version; none before the first change
 */
export function pointerSteps(versions: readonly Published[], changes: readonly Change[]): string[][] {
  const places = new Map(versions.map(({ version }, i) => [version, i]))
  const changesAt = versions.map((): Change[] => [])
  let last = 0
  for (const change of changes) {
    const own = change.action === 'train' ? places.get(change.to) : undefined
    last = Math.max(last, own ?? lastBefore(versions, change.at))
    changesAt[last]?.push(change)
  }
  let current: string | undefined
  return changesAt.map((here, i) => {
    const brought = here[0]?.action === 'train' && here[0].to === versions[i]?.version
    const steps = [...(current === undefined || brought ? [] : [current]), ...here.map(({ to }) => to)]
    current = steps.at(-1)
    return steps
  })
}

const lastBefore = (versions: readonly Published[], at: string) =>
  versions.findLastIndex(({ created_at }) => created_at !== undefined && created_at <= at)
