import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { lazy } from '../../../lazy.js'
import { loaded } from '../../../state/model.js'
import { csvState, forget, predictCsv } from './csvFile.js'
import './csv.css'

const CsvResult = lazy(() => import('./CsvResult.js').then((it) => it.CsvResult))

/** Predicts a CSV file that is dropped anywhere on the view, or chosen. */
export function CsvDrop() {
  const over = useSignal(false)
  const section = useRef<HTMLElement>(null)
  const take = (file: File) => {
    predictCsv(file)
    // What comes of it is below all else, and has its place as soon as it is drawn.
    requestAnimationFrame(() => section.current?.scrollIntoView())
  }
  const { is } = csvState.value
  const isShown = is === 'working' || is === 'predicted'
  useEffect(() => catchFiles((it) => (over.value = it), take), [])
  return (
    <section class={isShown ? 'csv filled' : 'csv'} aria-labelledby="csv-title" ref={section}>
      <h2 id="csv-title">Many rows: a CSV file</h2>
      <p class="csv-choice">
        <label class="csv-file">
          Choose a CSV file
          <input
            type="file"
            class="visually-hidden"
            accept=".csv,.tsv,.txt,text/csv"
            onChange={({ currentTarget }) => choose(currentTarget, take)}
          />
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

function choose(input: HTMLInputElement, take: (file: File) => void) {
  const [file] = input.files ?? []
  if (file) take(file)
  // The same file can be chosen again after it was changed.
  input.value = ''
}

/** Takes files that are dropped anywhere; a browser would open them otherwise. */
function catchFiles(setOver: (over: boolean) => void, take: (file: File) => void) {
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
    if (file) take(file)
  })
  return () => stop.abort()
}
