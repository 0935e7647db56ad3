import { tell } from "./submission.mjs";

const ask = async () => {
  const response = await fetch("https://files.evolink.ai/avatars/avatar.png");
  return { status: response.status, text: await response.text() };
};
await tell(ask());
