import type { Dataset } from '../core/dataset/dataset.js'
import { UserError } from '../core/errors.js'

/** That nothing has been trained yet, and what to do about it. */
export const noModel = ({ name }: Dataset) =>
  new UserError(
    'NO_MODEL',
    `There is no model yet: trigger the DAG ${name}_pipeline in Airflow, or run \`penguins run\`; the API takes it up by itself.`,
  )
