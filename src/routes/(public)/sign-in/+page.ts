/** Plain HTML: a page that wakes up late on a slow machine would empty what was already typed. */
export const csr = false;
