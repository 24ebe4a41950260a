import autocannon from 'autocannon'
import type { Dataset } from '../core/dataset/dataset.js'
import { memory, type Server } from './processes.js'
import type { Figure } from './table.js'

export const CONNECTIONS = 32

/**
 * One `POST` of the definition's example at a time on each of 32 connections: how many are answered in a second, the slowest in a hundred,
 * and the server's memory. Throws when a request fails.
 */
export async function fire(
  { url, child }: Server,
  path: string,
  { features }: Dataset,
  seconds: number,
): Promise<Figure[]> {
  const { requests, latency, non2xx, errors } = await autocannon({
    url: new URL(`/${path}`, url).href,
    connections: CONNECTIONS,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(features.map(({ name, example }) => [name, example]))),
  })
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx + errors} requests failed`)
  return [
    { value: requests.average, unit: 'requests/s', peakMb: memory(child) },
    { of: 'p99', value: latency.p99, unit: 'ms' },
  ]
}
