import { signal } from '@preact/signals'

/*
 * What a canvas must know of the screen, since it is no part of the style sheet.
 */

const darkness = matchMedia('(prefers-color-scheme: dark)')

/** Whether the theme is dark. In Airflow's frame this follows Airflow's own switch. */
export const dark = signal(darkness.matches)
darkness.addEventListener('change', () => {
  dark.value = darkness.matches
})

/** Device pixels to a CSS pixel: it changes with the zoom, and from screen to screen. */
export const pixelRatio = signal(devicePixelRatio)
function followRatio() {
  pixelRatio.value = devicePixelRatio
  matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', followRatio, { once: true })
}
followRatio()

export type Rgb = readonly [red: number, green: number, blue: number]

/** What colours of the theme, such as `var(--accent)`, are on this screen now: a canvas knows no variables. */
export function rgbOf(colours: readonly string[]): Rgb[] {
  const probe = document.body.appendChild(document.createElement('i'))
  const read = (colour: string) => {
    probe.style.color = colour
    return getComputedStyle(probe)
      .color.match(/[\d.]+/g)!
      .map(Number) as [number, number, number]
  }
  const found = colours.map(read)
  probe.remove()
  return found
}
