import { cutText, longest } from "./cut-text.js";

/** `/model_params/voice_bindings/a~1b` -> `model_params.voice_bindings.a/b`; array indexes read `image_urls[0]`. */
export function paramOf(pointer: string): string {
  if (pointer === "") return "";
  let param = "";
  for (const raw of pointer.slice(1).split("/")) {
    const part = nameIn(raw);
    if (/^\d+$/.test(part) && param !== "") param += `[${part}]`;
    else param += param === "" ? part : `.${part}`;
  }
  return param;
}

/** One part of a JSON pointer, escaped; a name of more than 100 characters is cut. */
export function pointerPart(key: string): string {
  return wholePart(cutText(key, longest.id));
}

/** One part of a JSON pointer, escaped and whole: for pointers that are followed, not shown. */
export function wholePart(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

/** The name that an escaped part of a JSON pointer stands for. */
export function nameIn(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** A pointer, or a part of one, as it stands in the fragment of a URL; what is encoded wrongly is taken as it is. */
export function fromFragment(pointer: string): string {
  try {
    return decodeURIComponent(pointer);
  } catch {
    return pointer;
  }
}

/** The pointer with long names cut, and `/...` in place of the parts that make it too long. */
export function cutPointer(pointer: string): string {
  if (pointer.length <= longest.id) return pointer;
  let kept = "";
  for (const raw of pointer.slice(1).split("/")) {
    const part = pointerPart(nameIn(raw));
    if (kept.length + part.length > longest.pointer) return `${kept}/...`;
    kept += `/${part}`;
  }
  return kept;
}

/** The value at a JSON pointer, or `undefined` where it leads nowhere. Only own members count. */
export function valueAt(body: unknown, pointer: string): unknown {
  let value = body;
  if (pointer === "") return value;
  for (const raw of pointer.slice(1).split("/")) {
    const key = nameIn(raw);
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
