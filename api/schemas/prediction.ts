import { z } from 'zod'
import { classesOf, type Dataset, type Target } from '../../core/dataset/dataset.js'

export const modelVersion = z.string().describe('The model that predicted')
export const warnings = z.array(z.string()).describe('A sentence for each value that training did not see the like of')

/** What is predicted for a row. */
export const predictionSchema = (dataset: Dataset) =>
  z.object({ model_version: modelVersion, predictions: predictionsOf(dataset), warnings })

/** The same for many rows. */
export const predictionsSchema = (dataset: Dataset) =>
  z.object({
    model_version: modelVersion,
    results: z.array(z.object({ predictions: predictionsOf(dataset), warnings })),
  })

const predictionsOf = ({ targets }: Dataset) =>
  z.object(Object.fromEntries(targets.map((target) => [target.name, targetSchema(target)])))

function targetSchema(target: Target) {
  const classes = classesOf(target)
  return (classes ? classSchema(classes) : numberSchema(target)).describe(target.description)
}

const probability = z.number().min(0).max(1)

const classSchema = (classes: readonly string[]) =>
  z.object({
    label: z.enum(classes),
    probability,
    probabilities: z.object(Object.fromEntries(classes.map((label) => [label, probability]))),
  })

const numberSchema = (target: Target) =>
  z.object({
    value: z.number().describe(target.kind === 'number' && target.unit ? `In ${target.unit}` : 'The number'),
    training_range: z
      .object({ min: z.number(), max: z.number() })
      .describe('What training saw; no prediction lies far outside it'),
  })
