import type { Change } from '../../../registry/history.js'

/** A version in the order of publication. */
export interface Published {
  readonly version: string
  readonly created_at?: string | undefined
}

/**
 * Which version was in use after each was published, until the next one was.
 *
 * A training's change belongs to the version that it brought; another change to the last version that was trained before it. Clocks of
 * several machines differ, so no change goes back behind the one before it.
 *
 * @param versions the oldest first
 * @param changes the oldest first
 * @returns for each version the one in use then; undefined before the first
 */
export function pointerSteps(versions: readonly Published[], changes: readonly Change[]): (string | undefined)[] {
  const steps: (string | undefined)[] = versions.map(() => undefined)
  let last = 0
  for (const { at, to, action } of changes) {
    const published = versions.findIndex(({ version }) => version === to)
    const before = versions.findLastIndex(({ created_at }) => created_at !== undefined && created_at <= at)
    last = Math.max(last, action === 'train' && published !== -1 ? published : before)
    steps.fill(to, last)
  }
  return steps
}
