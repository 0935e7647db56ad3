import { request } from "undici";
import { body, headers, method, tell, url } from "./submission.mjs";

// An address from a resolver of its own.
const { hostname, pathname } = new URL(url);
const submit = async () => {
  const target = `http://${process.argv[2]}:${process.argv[3]}${pathname}`;
  const response = await request(target, { method, headers: { ...headers, host: hostname }, body });
  return { status: response.statusCode, text: await response.body.text() };
};
await tell(submit());
