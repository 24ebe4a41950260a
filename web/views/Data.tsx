/** To come. */
export function Data() {
  return <p>Data</p>
}
