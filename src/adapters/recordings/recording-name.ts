/** Characters of the name of a recording: those that a scenario of a file may have, less a number. */
const MOST_OF_NAME = 54;

/** Characters of it that the model takes. */
const MOST_OF_MODEL = 32;

/** What separates the words of a model id; a dot stays between two characters. */
const OUTSIDE_OF_MODEL = /(?:[^a-z0-9.]|\.(?![a-z0-9])|(?<![a-z0-9])\.)+/g;

/**
 * The name of a recording without date and number, as its file has it: `wan2.7-text-to-video-a-lighthouse-in-fog`.
 *
 * @param prompt - its first words become part of the name
 */
export function recordingName(model: string | undefined, prompt: string | undefined): string {
  const ofModel = slug(model ?? "", OUTSIDE_OF_MODEL, MOST_OF_MODEL);
  const first = ofModel === "" ? "no-model" : startsAsName(ofModel) ? ofModel : `model-${ofModel}`;
  const words = slug((prompt ?? "").slice(0, 200), /[^a-z0-9]+/g, MOST_OF_NAME - first.length - 1);
  return words === "" ? first : `${first}-${words}`;
}

/** The name of its scenario, which has no dots. */
export function scenarioName(name: string): string {
  return name.replaceAll(".", "-");
}

/** The file of a recording. */
export function recordingFile(date: Date, name: string): string {
  return `${date.toISOString().slice(0, 10)}-${name}.yaml`;
}

/** The name of the recording in a file; `undefined` for a file with another kind of name. */
export function nameInFile(file: string): string | undefined {
  return /^\d{4}-\d\d-\d\d-(.+)\.yaml$/.exec(file)?.[1];
}

/** Whether a text can begin a name that is not one of the family `http-STATUS`. */
function startsAsName(text: string): boolean {
  return /^[a-z]/.test(text) && !text.startsWith("http-");
}

/** Accents are dropped; what is left between separators is cut at the last whole word. */
function slug(text: string, separators: RegExp, most: number): string {
  const plain = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(separators, "-")
    .replaceAll(/^-+|-+$/g, "");
  if (plain.length <= most) return plain;
  const cut = plain.slice(0, most + 1);
  const end = cut.lastIndexOf("-");
  return end > 0 ? cut.slice(0, end) : plain.slice(0, Math.max(0, most)).replace(/-+$/, "");
}
