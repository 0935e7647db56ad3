import { tell } from "./submission.mjs";

const submit = async () => {
  const response = await fetch("https://files-api.evolink.ai/api/v1/files/upload", { method: "POST" });
  return { status: response.status, text: await response.text() };
};
await tell(submit());
