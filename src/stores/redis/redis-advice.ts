/** What is known of the connection that failed. */
export interface FailedConnection {
  readonly isTls: boolean;
  /** Whether it never worked. */
  readonly isNew: boolean;
}

const SINGLE = "it is a node of a cluster: name a Redis that is none, or make this node serve all slots";

/** What to do, by how the reason begins or what is in it. */
const advices: readonly (readonly [reason: RegExp, advice: string])[] = [
  [/^NOAUTH/, "put its password into the address, redis://:PASSWORD@HOST:PORT/DB"],
  [/^(WRONGPASS|ERR (AUTH|invalid password))/, "correct user and password in the address"],
  [
    /^NOPERM|permission|can't run this command/i,
    "give this user the rights, ACL SETUSER USER ~wan-mock:* &wan-mock:* +@read +@write +@connection +@scripting +@transaction +@pubsub +info +time",
  ],
  [/^DENIED/, "give it a password that stands in the address too, or set protected-mode to no"],
  [/^(MOVED|ASK|CLUSTERDOWN|CROSSSLOT)/, SINGLE],
  [/SELECT is not allowed in cluster/i, "it is a node of a cluster, which has database 0 alone"],
  [/^(READONLY|MASTERDOWN)/, "it is a read-only replica: name the primary"],
  [/^OOM/, "it is full: raise its maxmemory or delete what is not needed"],
  [/^LOADING/, "wait until it has loaded its data"],
  [/^MISCONF/, "it cannot save its data, and takes no more: look at its disk"],
  [/DB index is out of range/i, "name a database that it has, or raise its number of databases"],
  [/unknown (redis )?command/i, "it has to be Redis 5.0 or newer, with no commands renamed"],
  [/max number of clients/i, "raise its maxclients: each mock takes two connections"],
  [
    /ALTNAME_INVALID/,
    "its certificate is for another name: put that one into the address, or have a certificate made for this one",
  ],
  [
    /SELF_SIGNED|UNABLE_TO|CERT_UNTRUSTED|UNKNOWN_ISSUER/,
    "name the file of the authority that signed its certificate in NODE_EXTRA_CA_CERTS",
  ],
  [/CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, "give it a certificate that is valid now"],
  [
    /CERTIFICATE_REQUIRED|HANDSHAKE_FAILURE/,
    "it asks for a certificate of the client, of which a mock has none: set tls-auth-clients to no",
  ],
  [/^Unknown RESP type/, "what answers there is not Redis: correct the address"],
  [/^ENOTFOUND/, "correct the name of the host in the address"],
];

/** What whoever runs the mock has to do, as the end of a sentence. */
export function adviceFor(reason: string, { isTls, isNew }: FailedConnection): string {
  const bare = withoutPlace(reason);
  const known = advices.find(([pattern]) => pattern.test(bare));
  if (known !== undefined) return known[1];
  if (!isNew) return "start it, or find out why it does not answer";
  if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)/.test(bare)) return "start it, or name another --store";
  return isTls
    ? "correct the address, which is redis:// if it does not speak TLS there"
    : "correct the address, which is rediss:// if it speaks TLS there";
}

/** A reason without the advice that Redis adds to some, in one line. */
export function shortReason(reason: string): string {
  const [first = ""] = withoutPlace(reason).split(/\. |\.?\s*$|,? with args/);
  return first.length > LONGEST_REASON ? `${first.slice(0, LONGEST_REASON)}…` : first;
}

const LONGEST_REASON = 160;

/** Without the place in the script where a command has failed, which says nothing to a reader. */
function withoutPlace(reason: string): string {
  return reason
    .replace(/^ERR Error running script \(call to \w+\): (?:@user_script: ?\d+: )*-?/, "")
    .replace(/^ERR ACL failure in script: /, "NOPERM ")
    .replace(/\.? script: [0-9a-f]{40}.*$/s, "");
}
