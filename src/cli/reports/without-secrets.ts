/** Nobody's key is shorter; replacing so few letters would spoil the text. */
const SHORTEST = 4;

/**
 * A text with `***` in the place of keys, so that a service which repeats them does not bring them into a build log:
 * whole, as JSON spells them, or as much as a cut left before its dots.
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const spellings = secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  return spellings.filter(({ length }) => length >= SHORTEST).reduce(withoutOne, text);
}

function withoutOne(text: string, secret: string): string {
  let hidden = text.replaceAll(secret, "***");
  for (let length = secret.length - 1; length >= SHORTEST; length--) {
    hidden = hidden.replaceAll(`${secret.slice(0, length)}...`, "***...");
  }
  return hidden;
}
