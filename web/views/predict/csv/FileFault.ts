/** A file that can't be predicted. Its message is one sentence: what is wrong, where, and what to do. */
export class FileFault extends Error {}
