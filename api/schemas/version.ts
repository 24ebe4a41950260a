import { z } from 'zod'

const byTarget = <Figure extends z.ZodType>(figure: Figure) => z.record(z.string(), figure)

const estimate = z.object({
  value: z.number(),
  low: z.number().describe('The lower end of the 90 % interval, by a bootstrap of the test rows').optional(),
  high: z.number().describe('The upper end').optional(),
})

/** A version in the list of all. */
export const versionSummarySchema = z.object({
  version: z.string(),
  current: z.boolean().describe('Whether new predictions are asked of it'),
  created_at: z.string().optional(),
  in_use_from: z
    .string()
    .describe('When it last came into use; left out where the history knows of no such time')
    .optional(),
  test_accuracy: byTarget(z.number().describe('Share of the test rows predicted right')).optional(),
  log_loss: byTarget(estimate)
    .describe('On the test rows, of each target with classes: by this versions are compared; the smaller, the better')
    .optional(),
  rmse: byTarget(estimate)
    .describe("Root mean squared error on the test rows of each target that is a number, in the target's unit")
    .optional(),
  verdict: z
    .object({ promoted: z.boolean(), says: z.string().describe('In words') })
    .describe('Whether it came into use when it was trained, and why')
    .optional(),
  source: z
    .object({ program: z.string(), dag_id: z.string().optional(), run_id: z.string().optional() })
    .describe("What made it: this program's release, and Airflow's DAG and run")
    .optional(),
  problem: z.string().describe('Why it can not be used').optional(),
})

export type VersionSummary = z.infer<typeof versionSummarySchema>
