import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { turn } from './turn.js'

test('of all that wait for a turn, one goes on in each round of the event loop', async () => {
  let [rounds, turns] = [0, 0]
  const work = async () => {
    for (let i = 0; i < 10; i++) {
      await turn()
      turns++
    }
  }
  let isDone = false
  const all = Promise.all(Array.from({ length: 8 }, work)).finally(() => {
    isDone = true
  })
  for (; !isDone; rounds++) {
    const before = turns
    await setImmediate()
    expect(turns - before).toBeLessThan(2)
  }
  await all
  expect([turns, rounds > 79]).toEqual([80, true])
})
