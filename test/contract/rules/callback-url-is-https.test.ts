import { callbackUrlIsHttps } from "../../../src/contract/rules/callback-url-is-https.js";
import { edit, error, image, reference, testRule, text, warn } from "./run-rule.js";

/** URLs that browsers and Node repair without a word, and what they mean. */
const misspelt = [
  ["https:/hooks.example.com/wan", "https://hooks.example.com/wan"],
  ["https:hooks.example.com/wan", "https://hooks.example.com/wan"],
  ["https:///hooks.example.com/wan", "https://hooks.example.com/wan"],
  ["https:////hooks.example.com", "https://hooks.example.com"],
  ["HTTPS:/hooks.example.com:8443/wan?a=/b", "https://hooks.example.com:8443/wan?a=/b"],
  ["https:\\\\hooks.example.com\\wan?a=b", "https://hooks.example.com/wan?a=b"],
  ["https://https://hooks.example.com/wan", "https://hooks.example.com/wan"],
  ["https://http:/hooks.example.com/wan", "https://hooks.example.com/wan"],
  ["http:/hooks.example.com/wan", "https://hooks.example.com/wan"],
] as const;

testRule(callbackUrlIsHttps, {
  accepts: [
    ["no callback_url", text({})],
    ["https", text({ callback_url: "https://hooks.example.com/wan" })],
    ["https in capitals", text({ callback_url: "HTTPS://hooks.example.com/wan" })],
    [
      "https to an address of this machine, which another rule judges",
      text({ callback_url: "https://127.0.0.1/" }),
    ],
  ],
  refuses: [
    ...misspelt.map(
      ([url, better]) =>
        [
          `${url}, and says how it is written`,
          text({ callback_url: url }),
          [
            error(
              "/callback_url",
              `callback_url must start with https:// and a host, got ${JSON.stringify(url)}: write ${better}`,
              [better],
            ),
          ],
        ] as const,
    ),
    [
      "one slash with nothing behind it",
      text({ callback_url: "https:/" }),
      [error("/callback_url", 'callback_url must start with https:// and a host, got "https:/"')],
    ],
    [
      "one slash in front of this machine where local callbacks are allowed",
      text({ callback_url: "http:/localhost:3000/wan" }),
      [
        error(
          "/callback_url",
          'callback_url must start with https:// and a host, got "http:/localhost:3000/wan": write http://localhost:3000/wan',
          ["http://localhost:3000/wan"],
        ),
      ],
      { settings: { allowLocalCallbacks: true } },
    ],
    [
      "a scheme after blanks",
      text({ callback_url: " \n\u0001https://hooks.example.com" }),
      [
        error(
          "/callback_url",
          String.raw`callback_url must start with https://, got " \n\u0001https://hooks.example.com"`,
        ),
      ],
    ],
    [
      "a scheme with a tab inside",
      text({ callback_url: "ht\ttps://hooks.example.com" }),
      [
        error(
          "/callback_url",
          String.raw`callback_url must start with https://, got "ht\ttps://hooks.example.com"`,
        ),
      ],
    ],
    [
      "http",
      text({ callback_url: "http://hooks.example.com/wan" }),
      [error("/callback_url", 'callback_url must start with https://, got "http://hooks.example.com/wan"')],
    ],
    [
      "http in capitals",
      image({ callback_url: "HTTP://hooks.example.com" }),
      [error("/callback_url", 'callback_url must start with https://, got "HTTP://hooks.example.com"')],
    ],
    [
      "another scheme",
      reference({ callback_url: "ftp://hooks.example.com/wan" }),
      [error("/callback_url", 'callback_url must start with https://, got "ftp://hooks.example.com/wan"')],
    ],
    [
      "a scheme that begins with https",
      edit({ callback_url: "httpsx://hooks.example.com" }),
      [error("/callback_url", 'callback_url must start with https://, got "httpsx://hooks.example.com"')],
    ],
    [
      "https only later in the text",
      text({ callback_url: "data:https://hooks.example.com" }),
      [error("/callback_url", 'callback_url must start with https://, got "data:https://hooks.example.com"')],
    ],
    [
      "no scheme at all",
      text({ callback_url: "https" }),
      [error("/callback_url", 'callback_url must start with https://, got "https"')],
    ],
    [
      "an empty text",
      text({ callback_url: "" }),
      [error("/callback_url", 'callback_url must start with https://, got ""')],
    ],
    [
      "http to this machine",
      text({ callback_url: "http://localhost:3000/wan" }),
      [error("/callback_url", 'callback_url must start with https://, got "http://localhost:3000/wan"')],
    ],
    [
      "http to this machine, as a warning where local callbacks are allowed",
      text({ callback_url: "http://localhost:3000/wan" }),
      [
        warn(
          "/callback_url",
          'callback_url must start with https:// outside this machine, got "http://localhost:3000/wan"',
        ),
      ],
      { settings: { allowLocalCallbacks: true } },
    ],
    [
      "http to a public host where local callbacks are allowed",
      text({ callback_url: "http://hooks.example.com/wan" }),
      [error("/callback_url", 'callback_url must start with https://, got "http://hooks.example.com/wan"')],
      { settings: { allowLocalCallbacks: true } },
    ],
    [
      "another scheme to this machine where local callbacks are allowed",
      text({ callback_url: "ftp://localhost/wan" }),
      [error("/callback_url", 'callback_url must start with https://, got "ftp://localhost/wan"')],
      { settings: { allowLocalCallbacks: true } },
    ],
    [
      "http without a host where local callbacks are allowed",
      text({ callback_url: "http://" }),
      [error("/callback_url", 'callback_url must start with https://, got "http://"')],
      { settings: { allowLocalCallbacks: true } },
    ],
  ],
});
