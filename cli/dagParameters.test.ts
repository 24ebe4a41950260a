import { expect, test } from 'vitest'
import { dagParameters } from './dagParameters.js'

// After a change of an option: `npx vitest run cli/dagParameters --update`.
test('the DAGs’ forms have the program’s own defaults and bounds', async () => {
  await expect(`${JSON.stringify(dagParameters(), null, 2)}\n`).toMatchFileSnapshot('../dags/parameters.json')
})
