/** How files write that there is no value, in lower case. */
const marks = ['', 'na', 'n/a', 'n.a.', '#n/a', 'nan', 'null', '\\n', '-', '--', '?', '.']

/** Texts that may be a category as well: they are marks where the rest of the column is numbers. */
const doubtful = ['none', 'missing', 'unknown', 'n.d.']

export const isMark = (text: string) => text.length < 8 && marks.includes(text.toLowerCase())
export const isDoubtful = (text: string) => text.length < 8 && doubtful.includes(text.toLowerCase())
