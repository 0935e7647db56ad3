/** The first bytes of a body; the rest is not read. */
export async function readBytes(response: Response, most: number): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  while (length < most) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    length += value.length;
  }
  // Whether the rest arrives or breaks off does not matter.
  await reader.cancel().catch(() => undefined);
  return Buffer.concat(parts).subarray(0, most);
}
