import type { ComponentChildren } from 'preact'

/** What may be wider or higher than its place: it scrolls inside itself, by keyboard too. */
export function Scroll({
  label,
  class: name = '',
  children,
}: {
  label: string
  class?: string
  children: ComponentChildren
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class={`scroll ${name}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
