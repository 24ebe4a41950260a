import { connect, createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'

export interface Proxy {
  /** The same URL, by the proxy. */
  url: string
  /** Passes nothing on any more, and says nothing: as a network does that is gone. */
  stall(): void
  /** Cuts every connection and takes no new one, as a server does that has died. */
  cut(): void
  /** Passes on what comes, from now on. */
  mend(): void
}

/** Stands between a program and the server that a `mysql://` URL names. */
export async function startProxy(url: string): Promise<Proxy> {
  const [, host, port] = /@([^:/]+):(\d+)\//.exec(url)!
  const sockets = new Set<Socket>()
  let state: 'up' | 'stalled' | 'down' = 'up'
  const server = createServer((client) => {
    if (state === 'down') return client.resetAndDestroy()
    const upstream = connect(Number(port), host)
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (bytes) => state === 'up' && to.write(bytes))
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
    }
    return undefined
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cutAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  afterAll(() => {
    cutAll()
    server.close()
  })
  const { port: own } = server.address() as { port: number }
  return {
    url: url.replace(`@${host}:${port}/`, `@127.0.0.1:${own}/`),
    stall: () => {
      state = 'stalled'
    },
    cut: () => {
      state = 'down'
      cutAll()
    },
    mend: () => {
      state = 'up'
    },
  }
}
