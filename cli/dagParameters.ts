import { z } from 'zod'
import { engines } from '../core/engines.js'
import { profileModes } from '../core/model/profile.js'
import { policies } from '../tasks/evaluation/gate.js'
import { monitorDefaults } from '../tasks/monitor/monitor.js'
import { preprocessDefaults } from '../tasks/preprocess.js'
import { parametersSchema } from '../tasks/train/parameters.js'
import { daysSchema, failures, minRowsSchema } from './commands/monitor.js'
import { trainDefaults } from './commands/train.js'
import { seedSchema, shareSchema } from './options.js'

/** In a form: what the setting says where the task runs, so that no form overrules it unseen. */
const AS_SET = 'as set'

const steps = {
  preprocess: z.object({
    seed: seedSchema.default(preprocessDefaults.seed),
    test_fraction: shareSchema.default(preprocessDefaults.testFraction),
  }),
  train: z.object({
    seed: seedSchema.default(trainDefaults.seed),
    ...parametersSchema.shape,
    promote: z.enum(policies).default(trainDefaults.promote),
    profile: z.enum([AS_SET, ...profileModes]).default(AS_SET),
    engine: z.enum([AS_SET, ...engines]).default(AS_SET),
  }),
  monitor: z.object({
    days: daysSchema.default(monitorDefaults.days),
    min_rows: minRowsSchema.default(monitorDefaults.minRows),
    fail_on: z.enum(failures).default('retrain'),
  }),
}

/**
 * What the DAGs' forms need to know of the options, by step and name: type, default and bounds, as JSON Schema has them.
 * `dags/parameters.json` is this; the test beside says when it is stale.
 */
export function dagParameters() {
  return Object.fromEntries(
    Object.entries(steps).map(([step, schema]) => [step, z.toJSONSchema(schema, { override }).properties]),
  )
}

/** The forms have descriptions of their own. */
function override({ jsonSchema }: { jsonSchema: { description?: string } }) {
  delete jsonSchema.description
}
