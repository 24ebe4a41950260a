import { MANIFEST } from '../../registry/bundle.js'

/** The name of each target's file in a bundle: the target's own where it is fit for a file, else by its number. */
export function fileNames(targets: readonly string[]): string[] {
  const names: string[] = [MANIFEST]
  for (const target of targets) {
    let number = names.length
    let name = /^[a-z0-9_]{1,64}$/.test(target) ? `${target}.json` : `target${number}.json`
    while (names.includes(name) || targets.includes(name.replace('.json', ''))) name = `target${++number}.json`
    names.push(name)
  }
  return names.slice(1)
}
