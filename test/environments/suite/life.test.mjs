import { inProcess, onSocket } from "./whole-life.mjs";

it("a mock on a socket lives through a task", onSocket);
it("a mock without a socket lives through a task", inProcess);
