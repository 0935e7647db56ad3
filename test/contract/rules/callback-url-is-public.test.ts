import { callbackUrlIsPublic } from "../../../src/contract/rules/callback-url-is-public.js";
import { error, testRule, text, warn } from "./run-rule.js";

/** Authorities that name no public host, though nothing in them is internal. */
const unreachable = [
  ["user@", "no host"],
  [":443", "no host"],
  ["hooks.example.com:0", "a port that is not a number from 1 to 65535"],
  ["hooks.example.com:99999", "a port that is not a number from 1 to 65535"],
  ["hooks.example.com:abc", "a port that is not a number from 1 to 65535"],
  ["%68ooks.example.com", "a percent escape in its host"],
] as const;

testRule(callbackUrlIsPublic, {
  accepts: [
    ["slashes that callback-url-is-https judges", text({ callback_url: "https:/hooks.example.com" })],
    ["a port, an empty one, and user info", text({ callback_url: "https://user:pass@hooks.example.com:" })],
    ["the highest port", text({ callback_url: "https://hooks.example.com:65535/wan" })],
    ["no callback_url", text({})],
    ["a public name", text({ callback_url: "https://hooks.example.com/wan" })],
    [
      "a public name with port and query",
      text({ callback_url: "https://hooks.example.com:8443/wan?to=127.0.0.1#localhost" }),
    ],
    ["a public address", text({ callback_url: "https://93.184.215.14/wan" })],
    [
      "user info that looks like an internal address",
      text({ callback_url: "https://127.0.0.1@hooks.example.com/" }),
    ],
    ["a path that looks like user info", text({ callback_url: "https://hooks.example.com/@127.0.0.1" })],
    ["http, which another rule judges", text({ callback_url: "http://hooks.example.com/wan" })],
    ["a URL without any host, which another rule judges", text({ callback_url: "data:text/plain,hello" })],
    ["a text that is no URL, which another rule judges", text({ callback_url: "hooks" })],
  ],
  refuses: [
    ...unreachable.map(
      ([authority, reason]) =>
        [
          `${authority} in front of the path`,
          text({ callback_url: `https://${authority}/wan` }),
          [
            error(
              "/callback_url",
              `callback_url must lead to a public host, got "https://${authority}/wan", with ${reason}`,
            ),
          ],
        ] as const,
    ),
    [
      "this machine behind one slash",
      text({ callback_url: "https:/localhost/wan" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https:/localhost/wan": localhost is a name of this machine',
        ),
      ],
    ],
    [
      "localhost",
      text({ callback_url: "https://localhost/wan" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://localhost/wan": localhost is a name of this machine',
        ),
      ],
    ],
    [
      "an address behind user info",
      text({ callback_url: "https://example.com@127.0.0.1/" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://example.com@127.0.0.1/": 127.0.0.1 is a loopback address',
        ),
      ],
    ],
    [
      "a decimal address",
      text({ callback_url: "https://2130706433/" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://2130706433/": 127.0.0.1 is a loopback address',
        ),
      ],
    ],
    [
      "a private address",
      text({ callback_url: "https://10.1.2.3/wan" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://10.1.2.3/wan": 10.1.2.3 is a private address',
        ),
      ],
    ],
    [
      "a carrier-grade NAT address",
      text({ callback_url: "https://100.64.0.1/" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://100.64.0.1/": 100.64.0.1 is a carrier-grade NAT address',
        ),
      ],
    ],
    [
      "a link-local address",
      text({ callback_url: "https://169.254.169.254/latest" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://169.254.169.254/latest": 169.254.169.254 is a link-local address',
        ),
      ],
    ],
    [
      "an IPv6 address",
      text({ callback_url: "https://[::1]/" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://[::1]/": ::1 is a loopback address',
        ),
      ],
    ],
    [
      "an IPv4 address inside IPv6",
      text({ callback_url: "https://[::ffff:7f00:1]/" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://[::ffff:7f00:1]/": ::ffff:7f00:1 is a loopback address',
        ),
      ],
    ],
    [
      "a name without a domain",
      text({ callback_url: "https://app:3000/" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://app:3000/": app is a name without a domain',
        ),
      ],
    ],
    [
      "a local name",
      text({ callback_url: "https://app.internal/" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://app.internal/": app.internal is a local name',
        ),
      ],
    ],
    [
      "http to this machine",
      text({ callback_url: "http://localhost:3000/" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "http://localhost:3000/": localhost is a name of this machine',
        ),
      ],
    ],
    [
      "a host that no parser accepts",
      text({ callback_url: "https://256.1.1.1/" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://256.1.1.1/", with no host that a URL parser accepts',
        ),
      ],
    ],
    [
      "a URL without a host",
      text({ callback_url: "https://" }),
      [error("/callback_url", 'callback_url must lead to a public host, got "https://", with no host')],
    ],
    [
      "a backslash that parsers read in two ways",
      text({ callback_url: String.raw`https://example.com\@127.0.0.1/` }),
      [
        error(
          "/callback_url",
          String.raw`callback_url must lead to a public host, got "https://example.com\\@127.0.0.1/": 127.0.0.1 is a loopback address`,
        ),
      ],
    ],
    [
      "this machine, as a warning where local callbacks are allowed",
      text({ callback_url: "http://127.0.0.1:3000/" }),
      [
        warn(
          "/callback_url",
          'callback_url must lead to a public host, got "http://127.0.0.1:3000/": 127.0.0.1 is a loopback address',
        ),
      ],
      { settings: { allowLocalCallbacks: true } },
    ],
    [
      "a container, as a warning where local callbacks are allowed",
      text({ callback_url: "http://app:3000/" }),
      [
        warn(
          "/callback_url",
          'callback_url must lead to a public host, got "http://app:3000/": app is a name without a domain',
        ),
      ],
      { settings: { allowLocalCallbacks: true } },
    ],
    [
      "a name that no network has, also where local callbacks are allowed",
      text({ callback_url: "https://hooks..example.com/wan" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://hooks..example.com/wan": hooks..example.com is a name with an empty label',
        ),
      ],
      { settings: { allowLocalCallbacks: true } },
    ],
    [
      "a name of the reverse lookup",
      text({ callback_url: "https://1.0.168.192.in-addr.arpa/wan" }),
      [
        error(
          "/callback_url",
          'callback_url must lead to a public host, got "https://1.0.168.192.in-addr.arpa/wan": 1.0.168.192.in-addr.arpa is a name that describes the network, not a host',
        ),
      ],
    ],
    [
      "a host that no parser accepts, also where local callbacks are allowed",
      text({ callback_url: "https://" }),
      [error("/callback_url", 'callback_url must lead to a public host, got "https://", with no host')],
      { settings: { allowLocalCallbacks: true } },
    ],
  ],
});
