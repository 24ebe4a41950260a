/** An element with its properties and children; texts are texts, never HTML. */
export function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children.filter((child) => child !== undefined))
  return made
}

/**
 * A table with a caption, which may scroll on a narrow screen. A column is `{title, of, isNumber}`, where `of` makes the cell's text of
 * a row; the first column heads its row. `isBest` tells the row that stands out.
 */
export function table(caption, note, columns, rows, isBest = () => false) {
  const sideOf = ({ isNumber }) => (isNumber ? 'number' : '')
  const head = columns.map((it) => element('th', { scope: 'col', className: sideOf(it) }, it.title))
  const body = rows.map((row) => {
    const cells = columns.map((it, i) =>
      element(i === 0 ? 'th' : 'td', { className: sideOf(it), ...(i === 0 && { scope: 'row' }) }, it.of(row)),
    )
    return element('tr', { className: isBest(row) ? 'best' : '' }, ...cells)
  })
  const made = element(
    'table',
    {},
    element('caption', {}, caption, note && element('small', {}, note)),
    element('thead', {}, element('tr', {}, ...head)),
    element('tbody', {}, ...body),
  )
  // What scrolls can be reached by key, and so has a name.
  const scroll = element('div', { className: 'scroll', tabIndex: 0, role: 'group' }, made)
  scroll.setAttribute('aria-label', caption)
  return scroll
}

/** Names with what they are, a line each; those without a value are left out. */
export const facts = (entries) => pairs('facts', entries)

/** A few short figures beside each other, each under its name. */
export const figures = (entries) => pairs('figures', entries)

function pairs(className, entries) {
  const given = entries.filter(([, value]) => value !== undefined && value !== '')
  const rows = given.map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value)))
  return element('dl', { className }, ...rows)
}

/** What few readers look for, behind a word. */
export const more = (title, ...children) => element('details', {}, element('summary', {}, title), ...children)
