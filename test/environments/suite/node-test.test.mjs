import { mock, test } from "node:test";
import { inProcess, onSocket } from "./whole-life.mjs";

mock.timers.enable();

test("a mock on a socket lives through a task", onSocket);
test("a mock without a socket lives through a task", inProcess);
