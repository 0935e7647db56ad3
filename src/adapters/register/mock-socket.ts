import { Socket, type SocketConstructorOpts } from "node:net";
import type { ConnectionOptions } from "node:tls";

/**
 * A plain connection that looks like a TLS one: clients of the paid host insist on `https`, the mock speaks HTTP, and
 * what passes between two programs of one developer needs no secrecy.
 */
export class MockSocket extends Socket {
  readonly encrypted = true;
  readonly authorized = true;
  readonly authorizationError = null;
  readonly alpnProtocol: string | false;
  readonly servername: string;
  secureConnecting = true;

  /** @param options - what the client handed to `tls.connect` */
  constructor(options: ConnectionOptions, servername: string) {
    const { allowHalfOpen, highWaterMark, onread, signal } = options as Record<string, unknown>;
    super({ allowHalfOpen, highWaterMark, onread, signal } as SocketConstructorOpts);
    this.servername = servername;
    this.alpnProtocol = options.ALPNProtocols === undefined ? false : "http/1.1";
    if (options.timeout !== undefined) this.setTimeout(options.timeout);
    this.once("connect", () =>
      process.nextTick(() => {
        this.secureConnecting = false;
        if (!this.destroyed) this.emit("secureConnect");
      }),
    );
  }
}

/** What a TLS socket can be asked or told beside, and what one without TLS says to it. */
const answers: Readonly<Record<string, unknown>> = {
  getPeerCertificate: {},
  getPeerX509Certificate: undefined,
  getCertificate: {},
  getX509Certificate: undefined,
  getCipher: { name: "NONE", standardName: "NONE", version: "none" },
  getProtocol: "none",
  getEphemeralKeyInfo: {},
  getSession: undefined,
  getTLSTicket: undefined,
  isSessionReused: false,
  setServername: undefined,
  setSession: undefined,
  setMaxSendFragment: true,
  disableRenegotiation: undefined,
};
for (const [name, answer] of Object.entries(answers)) {
  Object.defineProperty(MockSocket.prototype, name, {
    value: () => answer,
    configurable: true,
    writable: true,
  });
}
