import type { Dataset } from '../core/dataset/dataset.js'

/** What to say, and what to do, where no model is in use yet. */
export const noModel = ({ name }: Dataset) =>
  `There is no model yet: trigger the DAG ${name}_pipeline in Airflow, or run \`penguins run\`; the API takes it up by itself.`
