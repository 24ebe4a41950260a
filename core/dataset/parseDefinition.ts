import { dirname, join } from 'node:path'
import { messageOf, UserError } from '../errors.js'
import { checkFieldNames, checkModelNames } from './checkNames.js'
import type { Column, Dataset, Feature, Target } from './dataset.js'
import { definitionSchema } from './definition.js'
import { datasetNameFault } from './names.js'
import { issueText, issueWording } from './schemaIssue.js'
import { toColumn } from './toColumn.js'
import { oneLine, quote } from './wording.js'

/** Makes an error of where something is wrong, what it is and how to mend it, to follow the file's name. */
type Refuse = (says: string) => UserError

/**
 * The data set that a definition file describes.
 *
 * @param text the file's content, JSON
 * @param definitionFile its path, for messages; the CSV file's path starts from its folder
 * @throws UserError DEFINITION, which says what is wrong, in which field, and what to do
 */
export function parseDefinition(text: string, definitionFile: string): Dataset {
  const refuse: Refuse = (says) => new UserError('DEFINITION', `${definitionFile}${says}.`)
  const json = parseJson(text, refuse)
  const { title, description, resource } = parseShape(json, refuse)
  const { name, path, dialect, schema } = resource
  const nameFault = datasetNameFault(name)
  if (nameFault) throw refuse(`: the name ${quote(name)} ${nameFault}; choose another`)
  const pathFault = filePathFault(path)
  if (pathFault)
    throw refuse(`: the path ${quote(path)} ${pathFault}; name a file in the folder of the definition, or below it`)
  if (dialect.delimiter === dialect.quoteChar) throw refuse(': delimiter and quoteChar are the same; mend one of them')
  checkFieldNames(schema.fields, refuse)
  const columns = schema.fields.map((field) =>
    toColumn(field, schema.missingValues, (says) => refuse(`, field ${quote(field.name)}: ${says}`)),
  )
  const features = withRole(columns, 'feature', 'what is learned from', refuse)
  checkModelNames(features, refuse)
  return {
    name,
    title: oneLine(resource.title ?? title ?? name),
    description: resource.description ?? description ?? '',
    definitionFile,
    definition: json,
    file: join(dirname(definitionFile), path),
    dialect: { delimiter: dialect.delimiter, quoteChar: dialect.quoteChar },
    columns,
    columnNames: columns.map((column) => column.name),
    features,
    targets: withRole(columns, 'target', 'what shall be predicted', refuse),
  }
}

function parseJson(text: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // The message quotes the text, which may be anything.
    throw refuse(` is not JSON (${oneLine(messageOf(error)).replace(/\p{C}/gu, '?')}); mend it`)
  }
}

function parseShape(json: unknown, refuse: Refuse) {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw refuse(' must hold one object, as data/datapackage.json does')
  }
  // Compiled, as zod would have it, a schema that is used once takes longer than it saves.
  const result = definitionSchema.safeParse(json, { error: issueWording, jitless: true })
  if (!result.success) throw refuse(issueText(result.error.issues[0]!, json))
  const { title, description, resources } = result.data
  return { title, description, resource: resources[0]! }
}

/** Why a path can't be the CSV file's, to follow "the path": it must not lead out of the folder, wherever that stands. */
function filePathFault(path: string): string | undefined {
  if (path.trim() === '') return 'is empty'
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return 'is an address or has a drive'
  if (path.startsWith('/')) return 'starts at the root of the disk'
  if (path.split('/').includes('..')) return 'leads out of the folder'
  if (/[\\\p{Cc}]/u.test(path)) return 'holds a backslash or a control character'
  return undefined
}

function withRole(
  columns: readonly Column[],
  role: 'feature' | 'target',
  gloss: string,
  refuse: Refuse,
): (Feature & Target)[] {
  const found = columns.flatMap((column) => (column.kind !== 'text' && column.role === role ? [column] : []))
  if (found.length === 0) throw refuse(`: no field has the role ${role}; give it to ${gloss}`)
  return found
}
