/** In place of the types of jsdom, which would bring a browser's globals into every file. */
export type JSDOM = unknown;
export type ConstructorOptions = unknown;
