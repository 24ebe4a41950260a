import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { FeatureValues } from '../../../core/model/encode.js'
import type { ColumnProfile } from '../../../core/model/profile.js'
import { sum } from '../../../core/numbers.js'
import { type Bins, Histogram } from '../../charts/Histogram.js'
import { Numbers } from '../../charts/Numbers.js'
import { classOffset } from '../../state/fields.js'
import { target } from '../../state/row.js'
import { axisTitle, count, rowCount } from '../../words.js'
import { chosenClass } from '../ClassChoice.js'
import { binNames, hasSteps } from './bins.js'
import { hasMany, stripsOf } from './strips.js'

type Named = Pick<FieldCard, 'name' | 'title' | 'unit' | 'categories'>

/** How the rows are spread over a column, with the value of the row in hand. */
export function Distribution({
  card,
  column,
  note,
  value,
}: {
  card: Named
  column: ColumnProfile | undefined
  note?: string | undefined
  value?: FeatureValues[string]
}) {
  if (!column || column.counts.length === 0) return <Empty card={card} />
  const of = target.value!
  const strips = stripsOf(column, of, classOffset(of), chosenClass(of))
  const names = namesOf(card, column)
  const bins: Bins = column.edges && !hasSteps(column) ? { edges: column.edges } : { names }
  return (
    <>
      <h3>{axisTitle(card)}</h3>
      <p class="quiet">
        {note && <span>{note}</span>}
        <span>{sayMissing(column)}</span>
      </p>
      <Histogram
        label={`${card.title} of ${rowCount(sum(column.counts))}: ${strips.map(({ title }) => title).join(', ')}`}
        bins={bins}
        all={column.counts}
        strips={strips}
        asShares={hasMany(of)}
        mark={markOf(column, value)}
      />
      <Numbers
        of={card.title}
        head={[axisTitle(card), 'all', ...strips.filter((it) => it.symbol).map(({ title }) => title)]}
        rows={() =>
          names.map((name, i) => [
            name,
            count(column.counts[i]!),
            ...strips.filter((it) => it.symbol).map(({ counts }) => count(counts[i] ?? 0)),
          ])
        }
      />
    </>
  )
}

const Empty = ({ card }: { card: Named }) => (
  <>
    <h3>{axisTitle(card)}</h3>
    <p class="quiet">No row has a value.</p>
  </>
)

const sayMissing = ({ missing, counts }: ColumnProfile) =>
  missing === 0 ? 'none missing' : `missing in ${count(missing)} of ${rowCount(missing + sum(counts))}`

function namesOf({ categories }: Named, column: ColumnProfile): string[] {
  return binNames(column).map((name) => {
    if (!column.categories) return name
    const label = categories?.find((it) => it.value === name)?.label
    return label ?? { false: 'no', true: 'yes' }[name] ?? name
  })
}

/** A number as it is, a category or a step by its place. */
function markOf(column: ColumnProfile, value: FeatureValues[string]): number | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number' && !hasSteps(column)) return value
  const index = binNames(column).indexOf(String(value))
  return index === -1 ? undefined : index
}
