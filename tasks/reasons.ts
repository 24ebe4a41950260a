/** How many rows there are for each reason, and the first of these rows in words. */
export interface Reasons {
  reasons: Record<string, number>
  examples: Record<string, string>
}

/** Counts a row under each of its faults, once. */
export function countReasons({ reasons, examples }: Reasons, line: number, faults: { fault: string; text: string }[]) {
  for (const fault of new Set(faults.map((it) => it.fault))) {
    reasons[fault] = (reasons[fault] ?? 0) + 1
    examples[fault] ??= `line ${line}: ${faults.find((it) => it.fault === fault)!.text}`
  }
}

/** "impossible measurement in 120 rows (line 2: …)", or undefined when there is none. */
export function commonestReason({ reasons, examples }: Reasons): string | undefined {
  const [commonest] = Object.entries(reasons).sort(([, a], [, b]) => b - a)
  if (commonest === undefined) return undefined
  const [reason, rows] = commonest
  return `${reason} in ${rows} ${rows === 1 ? 'row' : 'rows'} (${examples[reason]})`
}
