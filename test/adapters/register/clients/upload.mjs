const body = JSON.stringify({ base64_data: "R0lGODlhAQABAAAAACw=", file_name: "dot.gif" });

/** Uploads a file to the file service and fetches it by its link; prints both, or everything that a failure says. */
try {
  const response = await fetch("https://files-api.evolink.ai/api/v1/files/upload/base64", {
    method: "POST",
    headers: { authorization: "Bearer a-key", "content-type": "application/json" },
    body,
  });
  const { data } = await response.json();
  const file = await fetch(data.file_url);
  console.log(JSON.stringify({ status: response.status, link: data.file_url, text: await file.text() }));
} catch (error) {
  const said = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) said.push(cause.message);
  console.log(JSON.stringify({ failure: said.join(" | ") }));
}
