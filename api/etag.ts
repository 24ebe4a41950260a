/** Whether the client holds these bytes already, by its header If-None-Match: they need not be sent again. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false
  // A proxy that compresses makes an ETag weak; the bytes behind it are the same.
  const strong = (text: string) => text.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((it) => it.trim() === '*' || strong(it) === strong(etag))
}
