import { explain } from '../../core/model/explain.js'
import { predict } from '../../core/model/predict.js'
import { loadModel } from '../state/loadModel.js'

/** What the page runs, for a test to call. */
export const core = { loadModel, predict, explain }

declare global {
  interface Window {
    core: typeof core
  }
}

window.core = core
