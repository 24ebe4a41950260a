import { expect, test } from 'vitest'
import { latestOnly } from './latestOnly.js'

test('one at a time, and of what comes meanwhile the latest alone', async () => {
  const done: number[] = []
  let finish = () => {}
  const work = latestOnly<number>(async (input) => {
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    done.push(input)
  })
  const all = work(1)
  work(2)
  work(3)
  finish()
  await new Promise(setImmediate)
  expect(done).toEqual([1])
  finish()
  await all
  expect(done).toEqual([1, 3])
  const later = work(4)
  finish()
  await later
  expect(done).toEqual([1, 3, 4])
})
