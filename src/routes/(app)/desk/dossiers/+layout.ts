// Complete without JavaScript, and nothing here needs it.
export const csr = false;
