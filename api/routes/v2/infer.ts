import { classesOf, type Dataset, type Target } from '../../../core/dataset/dataset.js'
import type { FeatureValues } from '../../../core/model/encode.js'
import type { Model } from '../../../core/model/model.js'
import { predictOutputs } from '../../../core/model/scores.js'
import type { InferReply, InferRequest } from '../../schemas/inference.js'
import { toBinary } from './binary.js'
import { encodeTensors, tensorRows } from './encodeTensors.js'
import { readInputs } from './inputs.js'
import { labelsOf, wantedOutputs } from './outputs.js'

/**
 * Answers a request of the protocol: tensors in, rows, tensors out.
 *
 * @param bytes the binary data of its tensors
 * @returns the reply's JSON, and the binary data that shall stand behind it, where some of its outputs are asked for so; the class of
 *   each row, or for a number as many empty texts; and the rows, for whoever keeps them
 * @throws UserError BODY saying which tensor or value is wrong
 */
export function infer(
  model: Model,
  dataset: Dataset,
  target: Target,
  request: InferRequest,
  bytes: Buffer,
  mostRows: number,
): { reply: InferReply; binary: Buffer[]; labels: string[]; rows(): FeatureValues[] } {
  const wanted = wantedOutputs(target, request)
  const tensors = readInputs(request.inputs, bytes, mostRows)
  const rowCount = tensors[0]!.shape[0]!
  const rows = encodeTensors(dataset, model.manifest.features, tensors)
  const numbers = predictOutputs(model.boosters[target.name]!, rows)
  const binary: Buffer[] = []
  const outputs = wanted.map(({ name, datatype, shape, isBinary, valuesOf }) => {
    const tensor = { name, datatype, shape: [rowCount, ...shape] }
    const data = valuesOf(numbers)
    if (!isBinary) return { ...tensor, data }
    const own = toBinary(data)
    binary.push(own)
    return { ...tensor, parameters: { binary_data_size: own.length } }
  })
  const { id } = request
  const reply = { model_name: target.name, model_version: model.manifest.version, ...(id != null && { id }), outputs }
  const classes = classesOf(target)
  const labels = classes ? labelsOf(classes, numbers) : Array(rowCount).fill('')
  return { reply, binary, labels, rows: () => tensorRows(dataset, tensors) }
}
