import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { ColumnSeen } from './columnSeen.js'
import type { Guess } from './guess.js'
import type { Place } from './place.js'
import { titleOf } from './title.js'

/** What the definition file holds, as a person would write it. */
export function definitionText(
  { name, path, definitionFile }: Place,
  delimiter: string,
  missing: readonly string[],
  columns: readonly ColumnSeen[],
  guesses: readonly Guess[],
): string {
  // Editors complete a definition by the schema beside the reference one.
  const own = existsSync(join(dirname(definitionFile), 'datapackage.schema.json'))
  const definition = {
    $schema: own ? './datapackage.schema.json' : 'https://datapackage.org/profiles/2.0/datapackage.json',
    name,
    resources: [
      {
        name,
        title: basename(path, extname(path)),
        description: `The rows of ${path}.`,
        path,
        encoding: 'utf-8',
        dialect: { delimiter },
        schema: { missingValues: missing, fields: guesses.map((guess, i) => toField(columns[i]!, guess)) },
      },
    ],
  }
  return `${onShortLines(JSON.stringify(definition, null, 2))}\n`
}

function toField(seen: ColumnSeen, { keys }: Guess) {
  const { title, unit } = titleOf(seen.name)
  const { role, type, constraints, ...others } = keys
  const required = seen.marks.size === 0
  return {
    name: seen.name,
    type,
    title,
    description: title,
    role,
    ...(unit !== undefined && (type === 'number' || type === 'integer') && { unit }),
    ...others,
    ...((required || constraints) && { constraints: { ...(required && { required }), ...constraints } }),
  }
}

/** Lists and objects of single values on one line, where they fit. Within texts a line break is written \\n. */
function onShortLines(json: string): string {
  return json.replace(/([[{])\n\s+([^[\]{}]+)\n\s+([\]}])/g, (all: string, open: string, inner: string) => {
    const line = inner.replace(/\n\s+/g, ' ')
    if (line.length > 100) return all
    return open === '[' ? `[${line}]` : `{ ${line} }`
  })
}
