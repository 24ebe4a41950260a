/** To come. */
export function Plane() {
  return null
}
