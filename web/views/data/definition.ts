import { loaded } from '../../state/model.js'

/** What the page reads of a column of the definition file that came with the model. */
interface Column {
  name: string
  title?: string
  unit?: string
  categories?: readonly (string | number | { value: string | number; label?: string })[]
}

/** Where the data came from, as the definition says it. */
interface Source {
  title?: string
  path?: string
}

interface Definition {
  licenses?: readonly (Source & { name?: string })[]
  sources?: readonly Source[]
  resources?: readonly { schema?: { fields?: readonly Column[] } }[]
}

/** The definition file as it was when the model was made; empty in a bundle of an earlier release. */
export const definition = (): Definition => loaded.value?.manifest.dataset.definition ?? {}

/** All of its columns, also those that are neither features nor targets. */
export const columnsOf = ({ resources }: Definition): readonly Column[] => resources?.[0]?.schema?.fields ?? []

/** A reason as it was recorded, with the columns' titles in place of their names: "Culmen length is missing". */
export function inWords(reason: string, columns: readonly Column[]): string {
  // The longest first, so that a name which another begins with is not taken for it.
  const byLength = [...columns].sort((a, b) => b.name.length - a.name.length)
  const parts = reason.split('; ').map((part) => {
    const column = byLength.find(({ name }) => part.startsWith(`${name} `))
    return column?.title ? column.title + part.slice(column.name.length) : part
  })
  return parts.join('; ')
}
