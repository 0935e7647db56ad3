import { body, headers, method, tell, url } from "./submission.mjs";

const submit = async () => {
  const response = await fetch(url.replace("api.evolink.ai", "API.Evolink.ai.:443"), {
    method,
    headers,
    body,
  });
  return { status: response.status, text: await response.text() };
};
await tell(submit());
