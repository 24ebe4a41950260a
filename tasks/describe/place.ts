import { basename, dirname, extname, isAbsolute, join, relative, sep } from 'node:path'
import { datasetNameFault } from '../../core/dataset/names.js'
import { quote } from '../../core/dataset/wording.js'
import { UserError } from '../../core/errors.js'

export interface Place {
  /** The data set's name. */
  name: string
  /** The definition file. */
  definitionFile: string
  /** The CSV file, from the definition's folder. */
  path: string
}

/**
 * Where the definition of a CSV file goes: beside it, by its name, unless told otherwise.
 *
 * @throws UserError DESCRIBE when the name can't be the data set's, or the CSV file would lie outside the definition's folder
 */
export function placeOf(csv: string, given: { name?: string | undefined; out?: string | undefined }): Place {
  const name = given.name ?? nameOf(csv)
  const fault = datasetNameFault(name)
  if (fault) throw new UserError('DESCRIBE', `The name ${quote(name)} ${fault}; give another with --name.`)
  const definitionFile = given.out ?? join(dirname(csv), `${name}.json`)
  const path = relative(dirname(definitionFile), csv).split(sep).join('/')
  if (path.split('/')[0] === '..' || isAbsolute(path)) {
    throw new UserError(
      'DESCRIBE',
      `${csv} does not lie in the folder of ${definitionFile} or below it; name a definition file beside it or above.`,
    )
  }
  return { name, definitionFile, path }
}

/** A name made of the file's. */
function nameOf(csv: string): string {
  const name = basename(csv, extname(csv))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .slice(0, 40)
  return datasetNameFault(name) === undefined ? name : `data_${name}`.slice(0, 40).replace(/_$/, '')
}
