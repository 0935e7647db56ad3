import { get, type IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";

/** An event of `GET /_mock/events`. */
export interface ToldEvent {
  readonly id: number;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Someone who reads the events of a mock; leaves after the test. */
export interface EventReader {
  /** All that was told so far, in order. */
  readonly events: readonly ToldEvent[];
  readonly status: number;
}

/** Begins to read events. */
export async function readEvents(url: string): Promise<EventReader> {
  const asked = get(`${url}/_mock/events`, { agent: false });
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    asked.on("response", resolve).on("error", reject),
  );
  onTestFinished(() => void response.destroy());
  const events: ToldEvent[] = [];
  let rest = "";
  response.on("error", () => undefined);
  response.setEncoding("utf8").on("data", (piece: string) => {
    const parts = (rest + piece).split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const told = /^(?:id: (\d+)\n)?event: (\w+)\ndata: (.*)$/.exec(part);
      if (told !== null)
        events.push({
          id: Number(told[1] ?? 0),
          event: told[2] ?? "",
          data: JSON.parse(told[3] ?? "") as ToldEvent["data"],
        });
    }
  });
  return { events, status: response.statusCode ?? 0 };
}
