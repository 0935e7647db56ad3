/** Formats that a command's findings can be printed in; `sarif` is for `lint` alone. */
export const reportFormats = ["pretty", "json", "junit", "github"] as const;
export type ReportFormat = (typeof reportFormats)[number] | "sarif";
