/** Keeps the example apart from the repository around it; vitest's defaults do. */
export default {};
