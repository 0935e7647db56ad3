/** Where the vendor's documents say something: the page, and the place in it. */
export function SourceText({ source: { page, at } }: { readonly source: { page: string; at: string } }) {
  return (
    <>
      {page} <span class="soft">{at}</span>
    </>
  );
}
