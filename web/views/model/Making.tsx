import { loaded } from '../../state/model.js'
import { count, dateTime, rowCount } from '../../words.js'
import { Fact } from '../Fact.js'
import { PROOFS } from '../Notices.js'
import { verdictSentence } from '../versions/names.js'
import { PARAMETERS } from './parameters.js'

/** How the model was made, and its files to take away. */
export function Making() {
  const { manifest, proof } = loaded.value!
  const { dataset, training, source, verdict, golden } = manifest
  return (
    <section>
      <h2>How was it made?</h2>
      {verdict && <p class="prose">{verdictSentence(verdict.says)}</p>}
      <p class="prose">
        {PROOFS[proof]} Its manifest keeps {rowCount(golden.length)} for this.
      </p>
      <div class="columns">
        <dl class="facts">
          <Fact name="Version">{manifest.version}</Fact>
          <Fact name="Trained">
            {dateTime(manifest.created_at)}, in {(training.duration_ms / 1000).toFixed(1)} s
          </Fact>
          {source && <Fact name="By">{sayProgram(source.program)}</Fact>}
          {source?.dag_id && (
            <Fact name="In Airflow">
              DAG <code>{source.dag_id}</code>
              {source.run_id && (
                <>
                  , run <code>{source.run_id}</code>
                </>
              )}
            </Fact>
          )}
          <Fact name="Trainer">{training.trainer}</Fact>
          <Fact name="Seed">{training.seed}</Fact>
          {training.trials && <Fact name="Parameters tried">{count(training.trials)}</Fact>}
          <Fact name="Rows">
            {count(dataset.rows.train)} to train, {count(dataset.rows.test)} to test
          </Fact>
          <Fact name="Fingerprint of the rows">
            <code>{dataset.fingerprint}</code>
          </Fact>
        </dl>
        <table>
          <caption>Parameters</caption>
          <tbody>
            {Object.entries(training.parameters).map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{PARAMETERS[name] ?? name}</th>
                <td class="number">{value}</td>
                <td>
                  <code class="quiet">{name}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Downloads />
    </section>
  )
}

function Downloads() {
  const { version, manifest } = loaded.value!
  const folder = `models/${encodeURIComponent(version)}`
  const targets = Object.values(manifest.targets).map(({ file }) => file)
  const files = [...targets, 'manifest.json', ...(manifest.profile ? [manifest.profile.file] : []), 'README.md']
  return (
    <>
      <h3>Take it away</h3>
      <ul class="files">
        {files.map((file) => (
          <li key={file}>
            <a href={`${folder}/${file}`} download={file}>
              {file}
            </a>
          </li>
        ))}
      </ul>
      <p class="prose">
        The models are in XGBoost's own JSON format. In Python, <code>xgboost.Booster(model_file='{targets[0]}')</code>{' '}
        opens one; it takes the features in the order of manifest.json.
      </p>
    </>
  )
}

const sayProgram = (program: string) => (/\d/.test(program[0] ?? '') ? `release ${program} of this program` : program)
