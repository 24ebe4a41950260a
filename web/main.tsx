import { render } from 'preact'
import { App } from './App.js'
import { askedVersion, readView } from './state/address.js'
import { start } from './state/model.js'
import './theme.css'

// Airflow's own header is there already, and its ground shows through.
document.documentElement.classList.toggle('framed', self !== top)
readView()
render(<App />, document.body)
start(askedVersion())
