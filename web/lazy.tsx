import { type Signal, signal } from '@preact/signals'
import type { ComponentType } from 'preact'

/** A view whose code arrives when it is first opened. */
export function lazy(load: () => Promise<ComponentType>): ComponentType {
  let arrived: Signal<{ View: ComponentType } | { problem: string } | undefined> | undefined
  const begin = () => {
    const result: NonNullable<typeof arrived> = signal()
    load().then(
      (View) => {
        result.value = { View }
      },
      () => {
        arrived = undefined
        result.value = { problem: 'This view did not arrive. Reload the page when the API is there again.' }
      },
    )
    return result
  }
  return () => {
    arrived ??= begin()
    const result = arrived.value
    if (!result) return null
    return 'View' in result ? <result.View /> : <p class="bad">{result.problem}</p>
  }
}
