/** The longest side that a layer may have, in units. */
export const most = 4096
