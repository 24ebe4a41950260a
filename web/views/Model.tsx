/** To come. */
export function ModelView() {
  return <p>Model</p>
}
