import { homedir } from 'node:os'

/** Replaces a leading `~` by the home directory. A shell does this neither in the middle of a word nor in a settings file. */
export function expandHome(path: string): string {
  return path.replace(/^~(?=$|[/\\])/, () => homedir())
}
