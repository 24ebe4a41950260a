import { useSignal } from '@preact/signals'
import { copy } from './predict/copy.js'
import './Command.css'

/** A text to take to a terminal, or to Airflow. */
export function Command({ text }: { text: string }) {
  const said = useSignal('Copy')
  return (
    <span class="command">
      <code>{text}</code>
      <button
        type="button"
        aria-label={`${said.value}: ${text}`}
        onClick={async () => {
          said.value = (await copy(text)) ? 'Copied' : 'Select it'
        }}
      >
        {said.value}
      </button>
    </span>
  )
}
