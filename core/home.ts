import { homedir } from 'node:os'

/** A path whose `~` is the home directory, as a shell has it: a shell does so neither within a word nor in a file of settings. */
export function expandHome(path: string): string {
  return path.replace(/^~(?=$|[/\\])/, () => homedir())
}
