import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { certificateFor } from "../../../src/adapters/proxy/temporary-authority.js";
import { freePort } from "../../harness/free-port.js";
import { hasRedisServer, type RedisServer, redisSkipped, startRedis } from "../../harness/redis-server.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";
import { openReplica } from "./open-replica.js";

describe.skipIf(!hasRedisServer)(`a Redis that does not let a mock in${redisSkipped}`, () => {
  test("without the password, with a wrong one or as an unknown user: says where it belongs", async () => {
    const { url } = await start("--requirepass", "sesame");
    await expect(openReplica(url)).rejects.toThrow(
      "(NOAUTH Authentication required): put its password into the address, redis://:PASSWORD@HOST:PORT/DB",
    );
    for (const user of [":wrong", "nobody:sesame"])
      await expect(openReplica(url.replace("//", `//${user}@`))).rejects.toThrow(
        "(WRONGPASS invalid username-password pair or user is disabled): correct user and password in the address",
      );
    expect((await openReplica(url.replace("//", "//:sesame@"))).warnings).toEqual([]);
  });

  test.each([
    ["scripts", "-eval -evalsha", "the 'evalsha' command"],
    ["the channel", "resetchannels", "channels"],
    ["SUBSCRIBE", "-subscribe", "the 'subscribe' command"],
    ["INFO", "-info", "the 'info' command"],
    ["one command of a commit", "-xadd", "this command"],
    ["the keys", "resetkeys ~other:*", "keys"],
  ])("as a user without the right to %s: says at the start which rules give it", async (_, rules, part) => {
    const { url, client } = await start();
    await client.call("ACL", "SETUSER", "few", "on", ">pw", "~*", "&*", "+@all", ...rules.split(" "));
    const opened = openReplica(url.replace("//", "//few:pw@"));
    await expect(opened).rejects.toThrow(part);
    await expect(opened).rejects.toThrow(
      /: give this user the rights, ACL SETUSER USER ~wan-mock:\* .*\+time$/,
    );
    expect((await client.keys("*values*")).length).toBe(0);
  });

  test("the rights that the sentence names are enough for two replicas", async () => {
    const { url, client } = await start();
    const rules =
      "~wan-mock:* &wan-mock:* +@read +@write +@connection +@scripting +@transaction +@pubsub +info +time";
    await client.call("ACL", "SETUSER", "some", "on", ">pw", ...rules.split(" "));
    const [one, other] = [await openReplica(userUrl(url)), await openReplica(userUrl(url))];
    for (const turn of [1, 3]) {
      expect(await one.transactions.run(() => one.counters.increment("a"))).toBe(turn);
      expect(await other.transactions.run(() => other.counters.increment("a"))).toBe(turn + 1);
    }
    await one.close();
  });

  test("a replica of another Redis, a node without slots, a full one: says what it is", async () => {
    const primary = await start();
    const replica = await start("--replicaof", `127.0.0.1 ${primary.port}`);
    await expect(openReplica(replica.url)).rejects.toThrow(
      "(READONLY You can't write against a read only replica): it is a read-only replica: name the primary",
    );
    const node = await start("--cluster-enabled", "yes");
    await expect(openReplica(node.url)).rejects.toThrow("it is a node of a cluster");
    const full = await start("--maxmemory", "1mb");
    await expect(openReplica(full.url)).rejects.toThrow("it is full: raise its maxmemory");
  });

  test("TLS: a certificate that is not trusted is told, one that is trusted is enough", async () => {
    const { redis, port, trusted } = await startWithTls();
    const url = `rediss://localhost:${port}/0`;
    await expect(openReplica(url)).rejects.toThrow(
      "name the file of the authority that signed its certificate in NODE_EXTRA_CA_CERTS",
    );
    await expect(openReplica(`rediss://127.0.0.1:${port}/0`)).rejects.toThrow(
      /NODE_EXTRA_CA_CERTS|another name/,
    );
    await expect(openReplica(`redis://localhost:${port}/0`)).rejects.toThrow(
      "correct the address, which is rediss:// if it speaks TLS there",
    );
    await expect(openReplica(`rediss://127.0.0.1:${redis.port}/0`)).rejects.toThrow(
      "correct the address, which is redis:// if it does not speak TLS there",
    );
    expect(await countOnce(url, trusted)).toContain("count 1\n");
  });

  test("TLS: given up at any moment of the handshake, no error is left to the process", async () => {
    const { port } = await startWithTls();
    const errors: unknown[] = [];
    const hear = (error: unknown) => errors.push(error);
    process.on("uncaughtException", hear);
    onTestFinished(() => void process.off("uncaughtException", hear));
    const opened = Array.from({ length: 60 }, (_, patienceMs) =>
      openReplica(`rediss://127.0.0.1:${port}/0`, { patienceMs: 1 + patienceMs }),
    );
    for (const { status } of await Promise.allSettled(opened)) expect(status).toBe("rejected");
    expect(errors).toEqual([]);
  });

  test("one that drops keys when it is full works, and is warned of", async () => {
    const policy = ["--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"];
    const { url, port } = await start(...policy);
    expect((await openReplica(url)).warnings).toEqual([
      `Redis at 127.0.0.1:${port} drops keys when it is full, and the state of this mock with them: set its maxmemory-policy to noeviction, it is allkeys-lru`,
    ]);
  });
});

const userUrl = (url: string) => url.replace("//", "//some:pw@");

/** Starts a Redis with further settings; it ends with the test. */
async function start(...settings: readonly string[]): Promise<RedisServer> {
  const redis = await startRedis(16, settings);
  onTestFinished(() => redis.close());
  return redis;
}

/** A Redis with a certificate for localhost, on a second port. */
async function startWithTls() {
  const { authority, certificate, key } = certificateFor(["localhost"], "localhost");
  const files = temporaryFolder();
  const trusted = files.write("authority.pem", authority);
  const redis = await start(
    ...["--tls-port", "0", "--tls-auth-clients", "no", "--tls-ca-cert-file", trusted],
    ...[
      "--tls-cert-file",
      files.write("cert.pem", certificate),
      "--tls-key-file",
      files.write("key.pem", key),
    ],
  );
  return { redis, port: await portWithTls(redis), trusted };
}

/** Has a Redis listen with TLS as well; a port that is free now may be taken by another test a moment later. */
async function portWithTls({ client }: RedisServer): Promise<number> {
  for (;;) {
    const port = await freePort();
    try {
      await client.config("SET", "tls-port", String(port));
      return port;
    } catch (error) {
      if (!String(error).includes("Unable to listen on this port")) throw error;
    }
  }
}

/** Output of a replica in a process that trusts an authority. */
async function countOnce(url: string, authority: string): Promise<string> {
  const script = fileURLToPath(new URL("replica-process.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, url, "1500"], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: authority },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = text(child.stdout);
  await once(child.stdout, "data");
  await new Promise((resolve) => child.stdout.once("data", resolve));
  child.stdin.end();
  return ended;
}
