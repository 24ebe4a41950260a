import { createHash } from 'node:crypto'

/** The file that holds the checksum of each other file of a bundle: `sha256sum -c SHA256SUMS` checks them too. */
export const SUMS = 'SHA256SUMS'

export const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')

/** A line a file, as `sha256sum` writes it. */
export function formatSums(files: Record<string, string | Uint8Array>): string {
  return Object.entries(files)
    .map(([name, content]) => `${sha256(content)}  ${name}\n`)
    .join('')
}

const LINE = '([0-9a-f]{64}) {2}([0-9A-Za-z][0-9A-Za-z_.-]*)\n'

/** The checksum of each file by its name; undefined where the text is not, to the byte, what `formatSums` writes. */
export function parseSums(text: string): Map<string, string> | undefined {
  if (!new RegExp(`^(?:${LINE})+$`).test(text)) return undefined
  const lines = Array.from(text.matchAll(new RegExp(LINE, 'g')), ([, sum, name]) => [name!, sum!] as const)
  const sums = new Map(lines)
  return sums.size === lines.length ? sums : undefined
}
