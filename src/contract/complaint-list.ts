/** A rule complains this often at most: where the body decides the count, nobody reads the hundredth. */
export const MOST_COMPLAINTS = 20;
