import { connect } from "node:tls";
import { body, headers, method, tell, url } from "./submission.mjs";

const { hostname, pathname } = new URL(url);
const submit = () =>
  new Promise((resolve, reject) => {
    const socket = connect(443, hostname, { servername: hostname }, () => {
      const lines = [`${method} ${pathname} HTTP/1.1`, `Host: ${hostname}`, "Connection: close"];
      for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
      socket.write(`${lines.join("\r\n")}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    });
    let text = "";
    socket.on("data", (piece) => {
      text += piece;
    });
    socket.on("end", () =>
      resolve({ status: Number(text.split(" ")[1]), text: text.slice(text.indexOf("\r\n\r\n")) }),
    );
    socket.on("error", reject);
  });
await tell(submit());
