/** The name of each target's file in a bundle: the target's own name if it is fit for a file, otherwise a number. */
export function fileNames(targets: readonly string[]): string[] {
  let number = 0
  return targets.map((target) => {
    if (isFit(target)) return `${target}.json`
    do number++
    while (targets.includes(`target${number}`))
    return `target${number}.json`
  })
}

/** The bundle's own files are called manifest.json and profile.json. */
const isFit = (target: string) => /^[a-z0-9_]{1,64}$/.test(target) && !['manifest', 'profile'].includes(target)
