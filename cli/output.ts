import { styleText } from 'node:util'
import { codeOf, messageOf } from '../core/errors.js'

/** Where the second column of the report starts. */
const LABEL_WIDTH = 12

/** Writes for people, on stderr: a label, then the lines. */
export function say(label: string, ...lines: string[]) {
  for (const [i, line] of lines.entries()) {
    const name = (i === 0 ? label : '').padEnd(LABEL_WIDTH)
    process.stderr.write(`${process.stderr.isTTY ? styleText('bold', name) : name} ${line}\n`)
  }
}

/** Lets a reader close stdout or stderr, as `head` does: the rest of the output is dropped, the work goes on. */
export function allowClosedPipes() {
  process.stderr.on('error', () => {})
  process.stdout.on('error', (error) => {
    if (codeOf(error) === 'EPIPE') return
    process.stderr.write(`penguins: the work is done, but its output can't be written (${messageOf(error)}).\n`)
    process.exitCode ||= 1
  })
}

/** What to call when a command waits for another process that changes the models folder. */
export const sayWaiting = (label: string, folder: string) => () =>
  say(label, `waiting for another process that changes ${folder}; one that was killed is given up after half a minute`)

/** Writes for programs, last on stdout: the result as one line of JSON. */
export function print(result: object) {
  process.stdout.write(`${JSON.stringify(result)}\n`)
}

/** 1 row, 1,000,000 rows. Without toLocaleString, whose tables take longer to load than most steps take. */
export function count(number: number, noun: string): string {
  const digits = String(number).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${digits} ${noun}${number === 1 ? '' : 's'}`
}

export interface Progress {
  show(text: string): void
  stop(): void
}

/** A line that changes while something works, on a terminal; elsewhere nothing. */
export async function startProgress(): Promise<Progress> {
  if (!process.stderr.isTTY) return { show() {}, stop() {} }
  const { default: spinner } = await import('yocto-spinner')
  const line = spinner().start()
  return {
    show(text) {
      line.text = text
    },
    stop() {
      line.stop()
    },
  }
}
