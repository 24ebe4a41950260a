import { computed, effect, signal } from '@preact/signals'
import type { FeatureValues } from '../../../core/model/encode.js'
import { fields } from '../../state/fields.js'
import { kept } from '../../state/kept.js'
import { latestOnly } from '../../state/latestOnly.js'
import { loaded } from '../../state/model.js'
import { row, target } from '../../state/row.js'
import { scriptUrl } from '../../state/trusted.js'
import type { Message, Reply } from './nearest.worker.js'
import workerUrl from './nearest.worker.js?worker&url'

/** Of so many features at once: more are hard to say, and to believe. */
export const AT_MOST = 2

/** So many boxes of changes are looked at before the search gives up. */
const BUDGET = 5000

interface Question {
  version: string
  target: string
  row: FeatureValues
  locked: ReadonlySet<string>
}

const question = computed<Question | undefined>(() => {
  const shown = loaded.value
  if (!shown?.model || !target.value?.categories) return undefined
  return { version: shown.version, target: target.value.name, row: row.value, locked: kept.value }
})

const answered = signal<{ question: Question; change: Reply | undefined }>()

/** The smallest change that flips the chosen target's answer; undefined until it is found, for a number, and where the model stays with the API. */
export const nearest = computed(() => {
  const asked = answered.value?.question
  const isAbout = asked?.version === question.value?.version && asked?.target === question.value?.target
  return isAbout ? answered.value?.change : undefined
})

/** So often at most: a sentence can not be read faster. */
const PAUSE_MS = 100

/** When an answer is late enough to be seen to be. */
const LATE_MS = 200

/** Whether it is about the row as it was a while ago. */
export const isLate = signal(false)

/**
 * Looks for it beside the page, in a worker, so that the hand is never held up, and goes on with the row until the returned function is
 * called.
 */
export function followNearest() {
  const worker = new Worker(scriptUrl(workerUrl), { type: 'module' })
  const send = (message: Message) => worker.postMessage(message)
  const ask = latestOnly(async (asked: Question) => {
    const pause = new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    const timer = setTimeout(() => {
      isLate.value = true
    }, LATE_MS)
    const change = await new Promise<Reply | undefined>((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<Reply>) => resolve(data)
      worker.onerror = () => resolve(undefined)
      send(asked)
    })
    clearTimeout(timer)
    isLate.value = false
    answered.value = { question: asked, change }
    await pause
  })
  const stops = [
    effect(() => {
      const model = loaded.value?.model
      if (!model) return
      const features = model.manifest.features.map((feature, i) => ({ ...feature, step: fields.value[i]!.step }))
      send({ model, options: { features, atMost: AT_MOST, budget: BUDGET } })
    }),
    effect(() => {
      if (question.value) ask(question.value)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
    worker.terminate()
  }
}
