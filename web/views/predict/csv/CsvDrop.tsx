import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { lazy } from '../../../lazy.js'
import { loaded } from '../../../state/model.js'
import { csvState, forget, predictCsv } from './csvFile.js'
import './csv.css'

const CsvResult = lazy(() => import('./CsvResult.js').then((it) => it.CsvResult))

/** Predicts a CSV file that is dropped anywhere on the view, or chosen. */
export function CsvDrop() {
  const over = useSignal(false)
  useEffect(() => catchFiles((it) => (over.value = it)), [])
  return (
    <section class="csv" aria-labelledby="csv-title">
      <h2 id="csv-title">Many rows: a CSV file</h2>
      <p class="csv-choice">
        <label class="csv-file">
          Choose a CSV file
          <input type="file" class="visually-hidden" accept=".csv,.tsv,.txt,text/csv" onChange={chosen} />
        </label>
        <span class="quiet">
          or drop one anywhere on this page.{loaded.value?.model && ' It stays in your browser.'}
        </span>
      </p>
      {over.value && <div class="csv-over">Drop the file to predict its rows</div>}
      <Outcome />
    </section>
  )
}

function Outcome() {
  const state = csvState.value
  switch (state.is) {
    case 'none':
      return null
    case 'working': {
      const what = state.what === 'reading' ? 'Reading' : 'Predicting'
      return (
        <p class="csv-choice">
          <progress aria-label={`${what} ${state.name}`} value={state.share} />
          <button type="button" onClick={forget}>
            Stop
          </button>
          <span>{`${what} ${state.name}`}</span>
        </p>
      )
    }
    case 'problem':
      return (
        <p class="bad" role="alert">
          {state.sentence}
        </p>
      )
    case 'predicted':
      return <CsvResult />
  }
}

function chosen({ currentTarget }: { currentTarget: HTMLInputElement }) {
  const [file] = currentTarget.files ?? []
  if (file) predictCsv(file)
  // The same file can be chosen again after it was changed.
  currentTarget.value = ''
}

/** Takes files that are dropped anywhere; a browser would open them otherwise. */
function catchFiles(setOver: (over: boolean) => void) {
  const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files')
  const stop = new AbortController()
  const on = <Kind extends 'dragover' | 'dragleave' | 'drop'>(kind: Kind, act: (event: DragEvent) => void) =>
    addEventListener(
      kind,
      (event) => {
        if (holdsFiles(event)) act(event)
      },
      { signal: stop.signal },
    )
  on('dragover', (event) => {
    event.preventDefault()
    setOver(true)
  })
  on('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) setOver(false)
  })
  on('drop', (event) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer?.files ?? []
    if (file) predictCsv(file)
  })
  return () => stop.abort()
}
