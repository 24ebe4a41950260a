/** To come. */
export function CsvDrop() {
  return null
}
