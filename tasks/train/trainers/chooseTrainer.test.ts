import { expect, test } from 'vitest'
import { temporaryFolder } from '../../../test/freshDatabase.js'
import { chooseTrainer } from './chooseTrainer.js'

const scratch = temporaryFolder()
const library = process.env.XGBOOST_LIBRARY

test('ml-xgboost needs no library, and looks for none', async () => {
  const { name } = await chooseTrainer({ engine: 'ml-xgboost', library: '/no/libxgboost.so', scratch })
  expect(name).toMatch(/^ml-xgboost \d/)
})

test('auto says so where the library that is named is not there, as native does', async () => {
  for (const engine of ['auto', 'native'] as const) {
    await expect(chooseTrainer({ engine, library: '/no/libxgboost.so', scratch })).rejects.toMatchObject({
      code: 'XGBOOST_LIBRARY',
    })
  }
})

test.skipIf(!library)('auto is native where its library is found', async () => {
  for (const engine of ['auto', 'native'] as const) {
    expect((await chooseTrainer({ engine, library, scratch })).name).toMatch(/^xgboost 3\.\d+\.\d+$/)
  }
})
