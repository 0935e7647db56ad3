/** Entries kept at each end: the first ones show how it began, the latest how it went on. */
const AT_EACH_END = 5;

/** Adds the number of an entry to some, of which the first and the latest five are kept. */
export function addEvidence(numbers: number[], number: number): void {
  if (number === 0 || numbers.includes(number)) return;
  numbers.push(number);
  if (numbers.length > 2 * AT_EACH_END) numbers.splice(AT_EACH_END, 1);
}
