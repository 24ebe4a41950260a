import { symbol, symbolsFill } from 'd3-shape'

/** How many colours the theme has; a class beyond them shares one, and has another symbol. */
const COLOURS = 8

/** The colour of a class, the same in every plot; `theme.css` has one for a light and one for a dark ground. */
export const colourOf = (index: number) => `var(--class-${index % COLOURS})`

/** The symbol of a class as a path around 0, 0: no class is told by its colour alone. */
export function symbolOf(index: number, size = 40): string {
  const turn = index + Math.floor(index / COLOURS)
  return symbol(symbolsFill[turn % symbolsFill.length], size)() ?? ''
}
