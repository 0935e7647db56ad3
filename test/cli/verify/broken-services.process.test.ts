import { expect, it } from "vitest";
import { bundledModels } from "../../../src/contract/bundled-models.js";
import { verifyCases } from "../../../src/verify/verify-cases.js";
import { namesOf, type Sent, type Spoil, toldOf, verifyMock } from "../../harness/verified-mock.js";

const models = bundledModels.map(({ id }) => id);
/** One question about a task, for each model. */
const each = (aspect: string) => models.map((model) => `lifecycle/${model} ${aspect}`);

const SUBMIT = "/v1/videos/generations";
const isSubmit = ({ method, path }: Sent) => method === "POST" && path === SUBMIT;
const isQuery = ({ method, path }: Sent) => method === "GET" && path.startsWith("/v1/tasks/");

type Json = Record<string, unknown>;

/** The answer with its JSON changed. */
async function changed(answer: Response, change: (body: Json) => Json, status = answer.status) {
  const headers = { "content-type": "application/json" };
  return new Response(JSON.stringify(change((await answer.json()) as Json)), { status, headers });
}

/** Changes the tasks that queries show. */
function showing(change: (task: Json) => Json): Spoil {
  return async (sent, forward) => {
    const answer = await forward(sent);
    return isQuery(sent) && answer.status === 200 ? changed(answer, change) : answer;
  };
}

/** Changes the bodies that are submitted. */
function reading(change: (body: Json) => Json): Spoil {
  return (sent, forward) => {
    if (!isSubmit(sent) || sent.body === undefined) return forward(sent);
    try {
      const body: unknown = JSON.parse(sent.body);
      if (typeof body !== "object" || body === null || Array.isArray(body)) return forward(sent);
      const read = change(body as Json);
      return forward(read === body ? sent : { ...sent, body: JSON.stringify(read) });
    } catch {
      return forward(sent);
    }
  };
}

it("finds a service that lets a video reference run longer than 10 seconds", async () => {
  const spoil = reading((body) =>
    body["model"] === "wan2.7-reference-video" &&
    Number(body["duration"]) > 10 &&
    Number(body["duration"]) <= 15
      ? { ...body, duration: 10 }
      : body,
  );
  const run = await verifyMock({ spoil });
  expect(namesOf(run, "disagree")).toEqual([
    "wan2.7-reference-video/video-reference-caps-duration refuses #1",
    "wan2.7-reference-video/example request eleven-seconds-with-video",
  ]);
  const [expected, got] = toldOf(run, "wan2.7-reference-video/video-reference-caps-duration refuses #1");
  expect(expected).toBe("400 invalid_request (invalid_request_error)");
  expect(got).toMatch(/^200 \{"created":\d+,/);
});

it("finds a service that answers errors in an envelope of its own", async () => {
  const spoil: Spoil = async (sent, forward) => {
    const answer = await forward(sent);
    return answer.status < 400 ? answer : changed(answer, ({ error }) => ({ ...(error as Json) }));
  };
  const run = await verifyMock({ spoil });
  const refused = verifyCases().flatMap((tested) =>
    tested.kind === "exchange" &&
    tested.expects.every(({ status }) => status >= 400) &&
    tested.expects.some(({ shape }) => shape === "error" || shape === "fileError")
      ? [tested.name]
      : [],
  );
  expect(refused.length).toBeGreaterThan(200);
  // Without a prompt, or with one that is null, two models are read either way.
  const either = ["wan2.7-image-to-video", "wan2.7-video-edit"].flatMap((model) =>
    namesOf(run, "disagree").filter((name) =>
      new RegExp(`^${model}/(?:prompt left out|example request prompt-missing)$`).test(name),
    ),
  );
  expect([...namesOf(run, "disagree")].sort()).toEqual(
    [...refused, ...either, ...each("other-keys-are-refused")].sort(),
  );
  const [, got] = toldOf(run, "http/submit whose body is empty");
  expect(got).toMatch(/: the body must have required property 'error'$/);
});

it("finds a service with a code of its own for a refused parameter", async () => {
  const spoil: Spoil = async (sent, forward) => {
    const answer = await forward(sent);
    return answer.status === 400 && isSubmit(sent)
      ? changed(answer, ({ error }) => ({ error: { ...(error as Json), code: "bad_parameter" } }))
      : answer;
  };
  const run = await verifyMock({ spoil, flags: { only: ["wan2.7-video-edit/", "http/"] } });
  const told = toldOf(run, "wan2.7-video-edit/quality outside its values");
  expect(told[0]).toBe("400 invalid_request (invalid_request_error)");
  expect(told[1]).toMatch(/: code is "bad_parameter"$/);
  expect(namesOf(run, "disagree").every((name) => /^(?:wan2\.7-video-edit\/|http\/submit )/.test(name))).toBe(
    true,
  );
});

it("finds a service whose progress goes back", async () => {
  const seen = new Map<unknown, number>();
  const spoil = showing((task) => {
    const nth = (seen.get(task["id"]) ?? 0) + 1;
    seen.set(task["id"], nth);
    return nth === 3 ? { ...task, progress: 0 } : task;
  });
  const run = await verifyMock({ spoil, options: { pace: "polls:5" } });
  expect(namesOf(run, "disagree")).toEqual(each("progress-never-falls").sort(byCase));
});

it("finds a service that completes without results", async () => {
  const spoil = showing(({ results: _results, ...task }) => task);
  const run = await verifyMock({ spoil });
  expect(namesOf(run, "disagree")).toEqual(
    [
      ...each("queries-answer-with-the-task"),
      ...each("completes-with-results"),
      ...each("no-results-before-the-end"),
    ].sort(byCase),
  );
  expect(namesOf(run, "skip")).toEqual(
    [...each("link-serves-a-video"), ...each("link-serves-ranges")].sort(byCase),
  );
});

it("finds a service whose result links are dead, serve something else, or know no ranges", async () => {
  const links = [...each("link-serves-a-video"), ...each("link-serves-ranges")].sort(byCase);
  const flags = { only: ["lifecycle/"] };
  const serving =
    (answer: (sent: Sent, forward: (sent: Sent) => Promise<Response>) => Promise<Response>): Spoil =>
    (sent, forward) =>
      sent.path.startsWith("/files/") ? answer(sent, forward) : forward(sent);
  const dead = await verifyMock({ flags, spoil: serving(async () => new Response("gone", { status: 404 })) });
  expect(namesOf(dead, "disagree")).toEqual(links);
  const page = await verifyMock({
    flags,
    spoil: serving(async () => new Response("<html>", { headers: { "content-type": "text/html" } })),
  });
  expect(namesOf(page, "disagree")).toEqual(links);
  expect(toldOf(page, links[0] ?? "")[1]).toBe("text/html");
  const empty = await verifyMock({
    flags,
    spoil: serving(async () => new Response("", { headers: { "content-type": "video/mp4" } })),
  });
  expect(toldOf(empty, links[0] ?? "")[1]).toBe("video/mp4, but the file is no MP4 (0 bytes seen)");
  const whole = await verifyMock({
    flags,
    spoil: serving(({ headers: { range: _range, ...headers }, ...sent }, forward) =>
      forward({ ...sent, headers }),
    ),
  });
  expect(namesOf(whole, "disagree")).toEqual(each("link-serves-ranges"));
});

it("finds a service that takes a missing prompt where every document wants one", async () => {
  const spoil = reading((body) => (body["prompt"] === undefined ? { ...body, prompt: "Rain" } : body));
  const run = await verifyMock({ spoil });
  const both = ["wan2.7-text-to-video", "wan2.7-reference-video"];
  const found = both.flatMap((model) => [
    `${model}/prompt left out`,
    `${model}/example request prompt-missing`,
  ]);
  expect(namesOf(run, "disagree").sort()).toEqual(found.sort());
  const told = await verifyMock({ spoil, flags: { promptOptional: false } });
  expect(namesOf(told, "disagree")).toContain("wan2.7-video-edit/prompt left out");
});

it("finds a service that accepts with 202", async () => {
  const spoil: Spoil = async (sent, forward) => {
    const answer = await forward(sent);
    return isSubmit(sent) && answer.status === 200 ? changed(answer, (task) => task, 202) : answer;
  };
  const run = await verifyMock({ spoil });
  const accepted = verifyCases({}).flatMap((tested) =>
    tested.kind === "exchange" && tested.expects.some(({ shape }) => shape === "submittedTask")
      ? [tested.name]
      : [],
  );
  // Read either way, and refused by the mock.
  const refusedHere = (name: string) =>
    /^wan2\.7-(?:image-to-video|video-edit)\/(?:prompt left out|example request prompt-missing)$/.test(name);
  expect(namesOf(run, "disagree").sort()).toEqual(
    [...accepted.filter((name) => !refusedHere(name)), ...each("submit-answers-pending-and-0")].sort(),
  );
});

it("finds a service that tells its time in milliseconds", async () => {
  const spoil: Spoil = async (sent, forward) => {
    const answer = await forward(sent);
    const hasTask = (isSubmit(sent) || isQuery(sent)) && answer.status === 200;
    return hasTask
      ? changed(answer, (task) => ({ ...task, created: Number(task["created"]) * 1000 }))
      : answer;
  };
  const run = await verifyMock({ spoil });
  expect(namesOf(run, "disagree")).toEqual(each("created-is-in-seconds"));
  expect(toldOf(run, each("created-is-in-seconds")[0] ?? "")[1]).toMatch(/^\d{13}$/);
});

it("finds a service that knows every task", async () => {
  const spoil: Spoil = async (sent, forward) => {
    const answer = await forward(sent);
    return isQuery(sent) && answer.status === 404
      ? new Response('{"status":"pending"}', { status: 200 })
      : answer;
  };
  const run = await verifyMock({ spoil });
  expect(namesOf(run, "disagree")).toEqual([
    "http/query of the unknown task task-unified-1000000000-aaaaaaaa",
    "http/query of the unknown task task-unified-zzz",
  ]);
});

it("finds a service that takes requests without a key, and shows anybody's task", async () => {
  const spoil: Spoil = (sent, forward) => {
    const isKeyless = !/^Bearer \S/.test(sent.headers["authorization"] ?? "");
    const isForeign = sent.headers["authorization"]?.endsWith("-other") === true;
    const authorization = "Bearer wan-mock-verify";
    return isKeyless || isForeign
      ? forward({ ...sent, headers: { ...sent.headers, authorization } })
      : forward(sent);
  };
  const run = await verifyMock({ spoil });
  const ways = ["without a key", "with an empty key", "with another scheme than Bearer"];
  expect(namesOf(run, "disagree").sort()).toEqual(
    [
      ...ways.flatMap((way) => [`http/submit ${way}`, `http/query ${way}`]),
      "http/credits without a key",
      "http/models without a key",
      "http/list of tasks without a key",
      "http/batch without a key",
      "http/files without a key",
      "http/quota of files without a key",
      ...["base64", "url", "stream"].map((way) => `http/upload by ${way} without a key`),
      ...each("other-keys-are-refused"),
    ].sort(),
  );
});

it("finds single members of a task that are not as documented", async () => {
  const only = ["lifecycle/wan2.7-text-to-video"];
  const found = async (change: (task: Json) => Json) => {
    const run = await verifyMock({ spoil: showing(change), flags: { only } });
    return namesOf(run, "disagree").map((name) => name.replace(/.* /, ""));
  };
  const info = (members: Json) => (task: Json) => ({
    ...task,
    task_info: { ...(task["task_info"] as Json), ...members },
  });
  expect(await found(info({ can_cancel: true }))).toEqual(["can-cancel-until-the-end"]);
  expect(await found(info({ estimated_time: 7 }))).toEqual(["estimated-time-ends-at-0"]);
  expect(
    await found((task) => ({ ...task, usage: { ...(task["usage"] as Json), credits_reserved: 1 } })),
  ).toEqual(["usage-is-on-each-answer"]);
  expect(await found(({ usage: _usage, ...task }) => task)).toEqual([
    "queries-answer-with-the-task",
    "usage-is-on-each-answer",
  ]);
  expect(await found((task) => ({ ...task, id: "task-unified-1-aaaaaaaa" }))).toEqual(["identity-is-kept"]);
  expect(await found((task) => ({ ...task, type: "text" }))).toEqual(["identity-is-kept"]);
  expect(
    await found((task) => (task["status"] === "processing" ? { ...task, status: "queued" } : task)),
  ).toEqual(["queries-answer-with-the-task"]);
  let shown = 0;
  expect(
    await found((task) =>
      task["status"] === "completed" && ++shown > 1 ? { ...task, results: ["https://x.test/"] } : task,
    ),
  ).toEqual(["stays-as-it-ended"]);
  let back = 0;
  const status = (task: Json) =>
    task["status"] === "processing" && ++back > 2 ? { ...task, status: "pending" } : task;
  expect(await found(status)).toEqual(["status-moves-forward"]);
});

it("finds a service that makes something else than videos", async () => {
  const spoil: Spoil = async (sent, forward) => {
    const answer = await forward(sent);
    const isTask = (isSubmit(sent) || isQuery(sent)) && answer.status === 200;
    return isTask ? changed(answer, (task) => ({ ...task, type: "image" })) : answer;
  };
  const only = ["lifecycle/wan2.7-text-to-video", "wan2.7-text-to-video/nothing but"];
  const run = await verifyMock({ spoil, flags: { only } });
  expect(namesOf(run, "disagree")).toEqual([
    "wan2.7-text-to-video/nothing but what it needs",
    "lifecycle/wan2.7-text-to-video submit-answers-pending-and-0",
  ]);
});

it("finds a service whose JSON calls itself something else", async () => {
  const spoil: Spoil = async (sent, forward) => {
    const answer = await forward(sent);
    if (!sent.path.startsWith("/v1/")) return answer;
    return new Response(await answer.text(), {
      status: answer.status,
      headers: { "content-type": "text/html" },
    });
  };
  const only = ["http/credits of", "http/query of the unknown", "lifecycle/wan2.7-text-to-video"];
  const run = await verifyMock({ spoil, flags: { only } });
  expect(namesOf(run, "disagree").map((name) => name.replace(/ task-.*/, ""))).toEqual([
    "http/query of the unknown task",
    "http/query of the unknown task",
    "http/credits of the key",
    "lifecycle/wan2.7-text-to-video submit-answers-pending-and-0",
    "lifecycle/wan2.7-text-to-video queries-answer-with-the-task",
  ]);
  expect(toldOf(run, "http/credits of the key")[1]).toMatch(
    /: Content-Type is text\/html, not application\/json$/,
  );
});

it("finds a range with other bytes than the file has", async () => {
  const spoil: Spoil = async (sent, forward) => {
    const answer = await forward(sent);
    if (answer.status !== 206) return answer;
    const bytes = new Uint8Array(await answer.arrayBuffer());
    return new Response(bytes.fill(0), { status: 206, headers: answer.headers });
  };
  const run = await verifyMock({ spoil, flags: { only: ["lifecycle/"] } });
  expect(namesOf(run, "disagree")).toEqual(each("link-serves-ranges"));
});

it("finds a service that reads digits in a text as a number", async () => {
  const run = await verifyMock({
    spoil: reading((body) =>
      typeof body["seed"] === "string" ? { ...body, seed: Number(body["seed"]) || 1 } : body,
    ),
    flags: { only: ["seed as digits"] },
  });
  expect(namesOf(run, "disagree")).toEqual(models.map((model) => `${model}/seed as digits in a text`));
});

it("does not take every 402 for a key without credits", async () => {
  const refusing =
    (body: string): Spoil =>
    (sent, forward) =>
      isSubmit(sent)
        ? Promise.resolve(
            new Response(body, { status: 402, headers: { "content-type": "application/json" } }),
          )
        : forward(sent);
  const envelope = { code: "insufficient_quota", message: "None left", type: "insufficient_quota" };
  const only = ["http/submit without a key", "http/submit whose body is empty"];
  const poor = await verifyMock({
    spoil: refusing(JSON.stringify({ error: envelope })),
    flags: { only },
  });
  expect(namesOf(poor, "disagree")).toEqual(["http/submit without a key"]);
  expect(namesOf(poor, "skip")).toEqual(["http/submit whose body is empty"]);
  const odd = await verifyMock({ spoil: refusing("Payment required"), flags: { only } });
  expect(namesOf(odd, "disagree")).toEqual(only);
});

it("finds an id of another form", async () => {
  const other = (id: unknown) => String(id).replace("task-unified-", "job-");
  const spoil: Spoil = async (sent, forward) => {
    const path = sent.path.replace("/job-", "/task-unified-");
    const answer = await forward({ ...sent, path });
    const isTask = (isSubmit(sent) || path !== sent.path) && answer.status === 200;
    return isTask ? changed(answer, (task) => ({ ...task, id: other(task["id"]) })) : answer;
  };
  const run = await verifyMock({ spoil, flags: { only: ["lifecycle/wan2.7-video-edit"] } });
  expect(namesOf(run, "disagree").map((name) => name.replace(/.* /, ""))).toEqual([
    "submit-answers-pending-and-0",
    "id-has-the-documented-form",
    "queries-answer-with-the-task",
  ]);
});

/** In the order in which the cases stand. */
function byCase(one: string, other: string): number {
  const names = verifyCases().map(({ name }) => name);
  return names.indexOf(one) - names.indexOf(other);
}
