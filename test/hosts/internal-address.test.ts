import { describe, expect, test } from "vitest";
import { internalHost } from "../../src/hosts/internal-address.js";

const loopback = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "2130706433",
  "0x7f000001",
  "0x7f.1",
  "0X7F.0.0.0x1",
  "0177.0.0.1",
  "017700000001",
  "127.0.0.1.",
  "127。0。0。1",
  "①②⑦.0.0.1",
  "１２７.０.０.１",
  "%31%32%37.0.0.1",
  "127.255.255.254",
  "127.0.0.1:8080",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::ffff:127.0.0.1]",
  "[::FFFF:7f00:1]",
  "user@127.0.0.1",
  "example.com@127.0.0.1",
  "example.com:443@127.0.0.1:80",
  "a@b@127.0.0.1",
];
const privateHosts = [
  "10.0.0.1",
  "012.1",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "0xc0.0xa8.1",
  "3232235777",
  "[::ffff:a00:1]",
  "[fd12::1]",
  "[fc00::]",
];
const linkLocal = [
  "169.254.169.254",
  "0xa9fea9fe",
  "2852039166",
  "[fe80::1]",
  "[febf::1]",
  "[::ffff:169.254.0.1]",
];
const carrierGradeNat = ["100.64.0.1", "100.127.255.255", "1681915905"];
const unspecified = ["0", "0.0.0.0", "0x0", "0.1.2.3", "[::]"];
const special = [
  "192.0.0.8",
  "192.0.2.1",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.1",
  "203.0.113.7",
  "224.0.0.1",
  "239.1.1.1",
  "240.0.0.1",
  "255.255.255.255",
  "[::127.0.0.1]",
  "[::a00:1]",
  "[64:ff9b::7f00:1]",
  "[64:ff9b::8.8.8.8]",
  "[64:ff9b:1::7f00:1]",
  "[2002:7f00:1::]",
  "[2001::1]",
  "[fec0::1]",
  "[ff02::1]",
  "[2001:db8::1]",
  "[3fff::1]",
  "[100::1]",
  "[5f00::1]",
  "[4000::1]",
];
const thisMachine = [
  "localhost",
  "LOCALHOST.",
  "a.localhost",
  "ｌｏｃａｌｈｏｓｔ",
  "%6cocalhost",
  "localhost:3000",
  "me@localhost",
];
const undotted = ["intranet-host", "app:3000", "redis"];
const localNames = [
  "localhost.localdomain",
  "printer.local",
  "host.docker.internal",
  "metadata.google.internal",
  "nas.lan",
  "git.corp",
  "box.home",
  "app.test",
  "x.invalid",
  "db.default.svc",
  "db.default.svc.cluster.local",
  "wiki.intranet",
  "a.private",
  "A.TEST..",
  "smtp.mail",
];
const foreignNames = ["abc.onion", "site.alt", "forum.i2p", "ABC.Onion."];
const infrastructure = [
  "router.home.arpa",
  "home.arpa",
  "1.2.3.4.in-addr.arpa",
  "8.b.d.0.1.0.0.2.ip6.arpa",
  "ipv4only.arpa.",
];
const emptyLabels = ["a..b", "a..example.com", ".example.com", "example.com..", "..example.com", "a。。b"];
const oddCharacters = ["*.example.com", "{tenant}.example.com", "a,b.example.com", "a$b.example.com"];
const longNames = [
  `${"a".repeat(64)}.example.com`,
  `${"a".repeat(63)}.`.repeat(4) + "example.com",
  `${"a.".repeat(126)}com`,
];
const publicHosts = [
  "172.32.0.1",
  "172.15.0.1",
  "100.128.0.1",
  "100.63.255.255",
  "8.8.8.8",
  "134744072",
  "192.167.1.1",
  "169.253.1.1",
  "126.255.255.255",
  "128.0.0.1",
  "11.0.0.1",
  "[2606:4700::1111]",
  "[2a00:1450:4001::1]",
  "[3fff:1000::1]",
  "[::ffff:8.8.8.8]",
  "example.com",
  "hooks.example.com",
  "shop.example",
  "example.org.",
  "your-domain.com",
  "EXAMPLE.COM",
  "a-1.b2.example.co",
  "bücher.example",
  "xn--bcher-kva.example",
  "example.com:8443",
  "127.0.0.1@example.com",
  "localhost@example.com",
  "localhost.example.com",
  "127.0.0.1.example.com",
  "mylocalhost.com",
  "test.com",
  "internal.io",
  "local.dev",
  "arpa.com",
  "onion.dev",
  "mail.example.com",
  "a_b.example.com",
  "-a.example.com",
  `${"a".repeat(63)}.example.com`,
  `${"a.".repeat(124)}com`,
  "münchen.example",
  "x.y",
];

const reasons: readonly (readonly [string, readonly string[]])[] = [
  ["a loopback address", loopback],
  ["a private address", privateHosts],
  ["a link-local address", linkLocal],
  ["a carrier-grade NAT address", carrierGradeNat],
  ["the unspecified address", unspecified],
  ["a special-purpose address", special],
  ["a name of this machine", thisMachine],
  ["a name without a domain", undotted],
  ["a local name", localNames],
  ["a name outside the public DNS", foreignNames],
  ["a name that describes the network, not a host", infrastructure],
  ["a name with an empty label", emptyLabels],
  ["a name with characters that no host has", oddCharacters],
  ["longer than a host name may be", longNames],
];

describe.each(reasons)("%s", (reason, hosts) => {
  test.each(hosts)("%s", (host) => {
    for (const url of [
      `https://${host}/wan`,
      `HTTP://${host}`,
      `https:${host}?x=example.com`,
      ` https:\\\\${host}#.example.com`,
    ]) {
      expect(internalHost(url)?.reason, url).toBe(reason);
    }
  });
});

describe("a public host", () => {
  test.each(publicHosts)("%s", (host) => {
    for (const url of [
      `https://${host}/wan`,
      `http://${host}`,
      `HTTPS://${host}?x=@127.0.0.1`,
      `https://${host}/@127.0.0.1`,
    ]) {
      expect(internalHost(url), url).toBeUndefined();
    }
  });
});

test("the host is shown as a parser reads it", () => {
  expect(internalHost("https://0x7f.1/")).toEqual({ host: "127.0.0.1", reason: "a loopback address" });
  expect(internalHost("https://App.LOCAL./")).toEqual({ host: "app.local", reason: "a local name" });
});

test.each(["256.1.1.1", "1.2.3.4.5", "08.1.1.1", "[fe80::1%25eth0]", "[::1", "", "a b", "exa<mple.com"])(
  "https://%s/ has no host that a parser accepts",
  (host) => {
    expect(internalHost(`https://${host}${host === "" ? "" : "/"}`)).toEqual({
      host: "",
      reason: "no host that a URL parser accepts",
    });
  },
);

test.each(["data:,a", "mailto:me@127.0.0.1", "about:blank", "file:///etc/hosts"])("%s has no host", (url) => {
  expect(internalHost(url)).toEqual({ host: "", reason: "no host at all" });
});

test("a backslash counts in both readings", () => {
  expect(internalHost(String.raw`https://example.com\@127.0.0.1/`)?.host).toBe("127.0.0.1");
  expect(internalHost(String.raw`https://127.0.0.1\@example.com/`)?.host).toBe("127.0.0.1");
  expect(internalHost(String.raw`https://example.com\wan`)).toBeUndefined();
  expect(internalHost(String.raw`https://example.com/a\b`)).toBeUndefined();
});

test("blanks that a parser drops do not hide an address", () => {
  expect(internalHost("https://127.0.\t0.1/")?.host).toBe("127.0.0.1");
  expect(internalHost("\u0000https://127.0.0.1/")?.host).toBe("127.0.0.1");
});
