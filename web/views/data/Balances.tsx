import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassTarget } from '../../../core/model/manifest.js'
import type { ColumnProfile, Profile } from '../../../core/model/profile.js'
import { sum } from '../../../core/numbers.js'
import { ClassBars } from '../../charts/ClassBars.js'
import { Histogram } from '../../charts/Histogram.js'
import { Numbers } from '../../charts/Numbers.js'
import { colourOf, symbolOf } from '../../charts/palette.js'
import { classOffset, labelOf, targets } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { axisTitle, count, rowCount } from '../../words.js'
import { binNames } from './bins.js'

/** How the rows are spread over the classes of each target, or over its values. */
export function Balances({ profile }: { profile: Profile }) {
  const { manifest } = loaded.value!
  return (
    <section>
      <h2>What does it learn to predict?</h2>
      <div class="columns">
        {targets.value.map((card) => {
          const column = profile.columns[card.name]
          const target = manifest.targets[card.name]
          if (!column || !target) return null
          return (
            <section key={card.name}>
              <h3>{axisTitle(card)}</h3>
              {'classes' in target ? (
                <ClassBars title={card.title} classes={classRows(card, target, column)} />
              ) : (
                <Values card={card} column={column} />
              )}
              {column.missing > 0 && (
                <p class="quiet">
                  In {rowCount(column.missing)} it is missing: the model can not learn it from{' '}
                  {column.missing === 1 ? 'that one' : 'those'}.
                </p>
              )}
            </section>
          )
        })}
      </div>
    </section>
  )
}

function Values({ card, column }: { card: FieldCard; column: ColumnProfile }) {
  const { edges, counts } = column
  if (!edges) return null
  const rows = sum(counts)
  return (
    <>
      <Histogram
        label={`${card.title} of ${rowCount(rows)}, in ${counts.length} bins`}
        bins={{ edges }}
        all={counts}
        strips={[{ title: 'Rows', counts, colour: 'var(--accent)' }]}
      />
      <Numbers
        of={card.title}
        head={[axisTitle(card), 'rows']}
        rows={() => counts.map((number, i) => [binNames(column)[i], count(number)])}
      />
    </>
  )
}

/** The test rows of a class are those of its line in the card's table of mistakes; the others train. */
function classRows(card: FieldCard, { classes, metrics }: ClassTarget, column: ColumnProfile) {
  const offset = classOffset(card)
  return classes.map((value, c) => {
    const test = sum(metrics.test.confusion[c]!)
    const all = column.counts[column.categories?.indexOf(value) ?? -1] ?? test
    return {
      label: labelOf(card, value),
      colour: colourOf(offset + c),
      symbol: symbolOf(offset + c),
      train: all - test,
      test,
    }
  })
}
