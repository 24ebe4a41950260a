import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassTarget, NumberTarget } from '../../../core/model/manifest.js'
import { ImportanceTable } from './ImportanceTable.js'
import { Swarms } from './Swarms.js'

/** What the model goes by, and which way. */
export function Importance({ card, target }: { card: FieldCard; target: ClassTarget | NumberTarget }) {
  const outputs = target.metrics.mean_abs_shap
  if (!outputs) return null
  return (
    <section>
      <h2>What does it go by?</h2>
      <div class="columns">
        <ImportanceTable card={card} target={target} outputs={outputs} />
        <Swarms card={card} target={target} />
      </div>
    </section>
  )
}
