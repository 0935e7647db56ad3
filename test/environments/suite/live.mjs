import { inProcess, onSocket } from "./whole-life.mjs";

await onSocket();
await inProcess();
process.stdout.write("lived\n");
