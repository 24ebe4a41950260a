import { z } from 'zod'
import { classesOf, type Dataset, type Feature, type Target } from '../../core/dataset/dataset.js'
import { modelVersion, warnings } from './prediction.js'

/** Why a row's prediction is what it is. */
export const explanationSchema = ({ features, targets }: Dataset) =>
  z.object({
    model_version: modelVersion,
    explanations: z.object(Object.fromEntries(targets.map((it) => [it.name, targetSchema(it, features)]))),
    warnings,
  })

function targetSchema(target: Target, features: readonly Feature[]) {
  const classes = classesOf(target)
  return classes ? classesSchema(classes, features) : numberSchema(features)
}

function classesSchema(classes: readonly string[], features: readonly Feature[]) {
  const classSchema = z
    .object({
      base_value: z.number().describe('The margin to expect before anything is measured'),
      contributions: contributions(
        features,
        'SHAP values: how far each measurement moves the margin, up for the class or down against it',
      ),
      margin: z.number(),
    })
    .describe(
      'Why the class has its margin, the score before it becomes a probability: base_value and all contributions add up to it, but for rounding',
    )
  return z
    .object({
      label: z.enum(classes).describe('The predicted class'),
      classes: z.object(Object.fromEntries(classes.map((label) => [label, classSchema]))),
    })
    .describe(
      classes.length === 2
        ? `Each class's margin is its log-odds, so that ${classes[0]} and ${classes[1]} have the same numbers with opposite signs. The model itself has those of ${classes[1]}.`
        : 'Each class has a margin of its own; softmax over them gives the probabilities.',
    )
}

const numberSchema = (features: readonly Feature[]) =>
  z
    .object({
      value: z.number().describe('The predicted number'),
      base_value: z.number().describe('The number to expect before anything is measured'),
      contributions: contributions(features, 'SHAP values: how far each measurement moves the number, up or down'),
    })
    .describe('Why the number is what it is: base_value and all contributions add up to it, but for rounding')

const contributions = (features: readonly Feature[], description: string) =>
  z.object(Object.fromEntries(features.map(({ name }) => [name, z.number()]))).describe(description)
