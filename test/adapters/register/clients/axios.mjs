import axios from "axios";
import { body, headers, tell, url } from "./submission.mjs";

const submit = async () => {
  const response = await axios.post(url, body, { headers, responseType: "text" });
  return { status: response.status, text: response.data };
};
await tell(submit());
