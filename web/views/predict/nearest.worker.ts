import type { FeatureValues } from '../../../core/model/encode.js'
import type { Model } from '../../../core/model/model.js'
import { type NearestChange, type NearestOptions, nearestChange } from '../../../core/model/nearest.js'

/** First the model and how to look, then what to find with it; each question gets its answer, in turn. */
export type Message =
  | { model: Model; options: NearestOptions }
  | { target: string; row: FeatureValues; locked: ReadonlySet<string> }
export type Reply = NearestChange

let known: { model: Model; options: NearestOptions } | undefined

addEventListener('message', ({ data }: MessageEvent<Message>) => {
  if ('model' in data) {
    known = data
    return
  }
  const { target, row, locked } = data
  postMessage(nearestChange(known!.model, target, row, { ...known!.options, locked }) satisfies Reply)
})
