/** A moment as the tables have it: in UTC, to the millisecond. */
export const sqlTime = (date: Date) => date.toISOString().replace('T', ' ').replace('Z', '')
