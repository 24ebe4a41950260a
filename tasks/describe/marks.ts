/** How files write that there is no value, in lower case. */
const marks = ['', 'na', 'n/a', 'n.a.', '#n/a', 'nan', 'null', '\\n', '-', '--', '?', '.']

/** What may be a category as well: it is a mark where a column is numbers for the rest. */
const doubtful = ['none', 'missing', 'unknown', 'n.d.']

export const isMark = (text: string) => text.length < 8 && marks.includes(text.toLowerCase())
export const isDoubtful = (text: string) => text.length < 8 && doubtful.includes(text.toLowerCase())
