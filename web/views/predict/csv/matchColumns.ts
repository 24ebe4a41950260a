import type { FieldCard } from '../../../../core/dataset/datasetCard.js'
import { listed } from '../../../words.js'
import { FileFault } from './FileFault.js'

/** The place of each feature and of each target in the file's header; -1 where it is not there. */
export interface Places {
  readonly features: readonly number[]
  readonly targets: readonly number[]
}

/** The header of a file, what the file is called, and on which line the header stands. */
export interface Header {
  readonly name: string
  readonly line: number
  readonly header: readonly string[]
}

/**
 * Finds the fields by their names, or by their titles with or without the unit; case, blanks and signs don't matter. Other columns may
 * stand there too.
 *
 * @throws FileFault where none is there, a feature is there twice, or one is not there that every row needs
 */
export function matchColumns(
  { name, line, header }: Header,
  features: readonly FieldCard[],
  targets: readonly FieldCard[],
): Places {
  const plain = header.map(plainOf)
  const where = `${name}, line ${line}`
  const places = features.map((field) => {
    const found = placesOf(field, header, plain)
    if (found.length < 2) return found[0] ?? -1
    const twice = listed(found.map((place) => JSON.stringify(header[place])))
    throw new FileFault(`${where}: ${twice} both stand for ${field.title}; remove one of these columns.`)
  })
  if (places.every((place) => place === -1)) throw new FileFault(`${where}: ${nothingKnown(header, features)}.`)
  const absent = features.filter(({ required }, i) => required && places[i] === -1)
  if (absent.length > 0) {
    const columns = listed(absent.map(({ name }) => name).slice(0, 20))
    const what =
      absent.length === 1
        ? `column ${columns}, which every row needs; add it`
        : `columns ${columns}, which every row needs; add them`
    throw new FileFault(`${where}: the header lacks the ${what}.`)
  }
  return { features: places, targets: targets.map((field) => placesOf(field, header, plain)[0] ?? -1) }
}

/** A column of the field's very name goes before those that are only like it. */
function placesOf({ name, title, unit }: FieldCard, header: readonly string[], plain: readonly string[]): number[] {
  const all = (fits: (at: number) => boolean) => [...header.keys()].filter(fits)
  const exact = all((at) => header[at]!.normalize() === name.normalize())
  if (exact.length > 0) return exact
  const wanted = [name, title, unit === undefined ? title : `${title} ${unit}`].map(plainOf)
  return all((at) => plain[at] !== '' && wanted.includes(plain[at]!))
}

/** The same for "Culmen Length (mm)" as for "culmen_length_mm". */
const plainOf = (text: string) =>
  text
    .normalize()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function nothingKnown(header: readonly string[], features: readonly FieldCard[]): string {
  const names = listed(features.map(({ name }) => name).slice(0, 20))
  if (header.some((it) => it !== '' && Number.isFinite(Number(it.replace(',', '.'))))) {
    return `a row of values stands where the header must be; put a line with the columns' names first: ${names}`
  }
  return `no column has the name of a feature; the model needs the columns ${names}`
}
