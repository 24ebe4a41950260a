/** A table in Markdown. An undefined cell is empty; a cell's own | and line breaks do not end it. */
export function table(head: readonly string[], rows: readonly (readonly (string | number | undefined)[])[]): string {
  const line = (cells: readonly (string | number | undefined)[]) => `| ${cells.map(cell).join(' | ')} |`
  return [head, head.map(() => '---'), ...rows].map(line).join('\n')
}

const cell = (value: string | number | undefined) =>
  String(value ?? '')
    .replace(/[\\|]/g, (sign) => `\\${sign}`)
    .replace(/\s+/g, ' ')
