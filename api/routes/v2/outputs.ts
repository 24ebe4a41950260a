import { classesOf, type Target } from '../../../core/dataset/dataset.js'
import { firstTwice, quote } from '../../../core/dataset/wording.js'
import { UserError } from '../../../core/errors.js'
import { indexOfMax, round, shortest } from '../../../core/numbers.js'
import type { InferRequest } from '../../schemas/inference.js'

/** What a target's model gives: of classes the label and the probabilities, of a number its value. */
export interface Output {
  readonly name: string
  readonly datatype: 'BYTES' | 'FP64'
  /** Of a row. */
  readonly shape: readonly number[]
  /** The values of all rows, from what the model gives: `width` numbers a row. */
  valuesOf(numbers: Float32Array): string[] | number[]
}

export function outputsOf(target: Target): Output[] {
  const classes = classesOf(target)
  if (!classes) {
    return [{ name: 'value', datatype: 'FP64', shape: [], valuesOf: (numbers) => Array.from(numbers, shortest) }]
  }
  return [
    { name: 'label', datatype: 'BYTES', shape: [], valuesOf: (numbers) => labelsOf(classes, numbers) },
    {
      name: 'probabilities',
      datatype: 'FP64',
      shape: [classes.length],
      valuesOf: (numbers) => Array.from(numbers, round),
    },
  ]
}

/** The class of each row. */
export function labelsOf(classes: readonly string[], numbers: Float32Array): string[] {
  const width = classes.length
  return Array.from({ length: numbers.length / width }, (_, row) => classes[indexOfMax(numbers, row * width, width)]!)
}

/** An output that a request asks for, and whether it shall come as binary data. */
export interface WantedOutput extends Output {
  isBinary: boolean
}

/** Parameters of Triton's that would make an output another one. */
const extensions = ['classification', 'shared_memory_region']

/**
 * The outputs that a request asks for; all where it names none.
 *
 * @throws UserError BODY where there is no such output
 */
export function wantedOutputs(target: Target, { outputs, parameters }: InferRequest): WantedOutput[] {
  const given = outputsOf(target)
  const wanted = outputs?.length ? outputs : given.map(({ name }) => ({ name, parameters: undefined }))
  const twice = firstTwice(wanted.map(({ name }) => name))
  if (twice !== undefined) throw new UserError('BODY', `Output ${quote(twice)}: it is in the request twice.`)
  return wanted.map(({ name, parameters: own }) => {
    const output = given.find((it) => it.name === name)
    const other = extensions.find((it) => own && Object.hasOwn(own, it))
    if (output && !other) return { ...output, isBinary: own?.binary_data ?? parameters?.binary_data_output ?? false }
    const names = given.map((it) => it.name).join(' and ')
    const says = output
      ? `its parameter ${other} is of an extension that is not here`
      : `there is none; ${target.name} has ${names}`
    throw new UserError('BODY', `Output ${quote(name)}: ${says}.`)
  })
}
