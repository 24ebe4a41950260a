/** A text as a column of so many characters takes it: a longer one is cut, and half a character, which is none to a database, replaced. */
export function storedText(text: string, length: number): string {
  const characters = text.length > length ? [...text] : []
  const cut = characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : text
  return cut.replace(/\p{Cs}/gu, '\ufffd')
}
