/** Credits with two decimals at least and what else they have: `29.24`, `0.4301`. */
export function creditText(credits: number): string {
  return credits.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 6 });
}

/** Dollars of credits: `$0.43`; to four decimals below a cent. */
export function usdText(credits: number, creditsPerUsd: number): string {
  const usd = credits / creditsPerUsd;
  const size = Math.abs(usd);
  const digits = size > 0 && size < 0.01 ? 4 : 2;
  return `${usd < 0 ? "−" : ""}$${size.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}
