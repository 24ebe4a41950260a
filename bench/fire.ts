import autocannon from 'autocannon'
import type { Dataset } from '../core/dataset/dataset.js'

export const CONNECTIONS = 32

export interface Figures {
  /** Requests a second. */
  rate: number
  p50: number
  p99: number
}

/** One `POST` of the definition's example at a time on each of 32 connections. Throws when a request fails. */
export async function fire(url: string, { features }: Dataset, seconds: number): Promise<Figures> {
  const { requests, latency, non2xx, errors } = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(Object.fromEntries(features.map(({ name, example }) => [name, example]))),
  })
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx + errors} requests failed`)
  return { rate: requests.average, p50: latency.p50, p99: latency.p99 }
}
