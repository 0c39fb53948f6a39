/** The copy holds something that this desk's own files neither are nor follow: it is kept, and somebody has to look. */
export class Different extends Error {}
