/** Room for the list and the case side by side; desk.css changes at the same width. */
export const isWide = () => matchMedia('(min-width: 60rem)').matches;
