/** To come. */
export function Versions() {
  return <p>Versions</p>
}
