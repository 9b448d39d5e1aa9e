/**
 * The client for Node.js, which speaks gRPC.
 *
 * @module
 */
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import type { SecureClientSessionOptions } from "node:http2";

import { Client } from "./full.js";
import { keyVariable, settle, type Internals, type Options } from "./options.js";

export { Client } from "./full.js";
export * from "./public.js";

/** Options of Node.js alone. */
export interface NodeOptions extends Options {
  /** How TLS is spoken, such as which authorities are trusted (ca). */
  tls?: Pick<SecureClientSessionOptions, "ca" | "cert" | "key" | "servername">;
}

/**
 * Returns a client of the server at an address, "https://throughline.example.com:443". It does not
 * connect before the first call. Only a server on this machine, or behind something that encrypts,
 * should be spoken to with http://: whoever can read the traffic can read the API key.
 */
export function connect(address: string, options: NodeOptions = {}): Client {
  return connectWith(address, options, {});
}

/** The largest answer that is accepted, in bytes. */
const maxResponse = 16 << 20;

/** For tests. */
export function connectWith(address: string, options: NodeOptions, internals: Internals): Client {
  const key = process.env[keyVariable];
  const settings = settle(options, internals, {
    ...(key ? { apiKey: key } : {}),
    name: `node/${process.versions.node}`,
    userAgentHeader: "user-agent",
  });
  const sessions = new Http2SessionManager(address, { pingIntervalMs: 60_000, pingTimeoutMs: 20_000 }, options.tls);
  const transport = createGrpcTransport({
    baseUrl: address,
    sessionManager: sessions,
    readMaxBytes: maxResponse,
    interceptors: options.interceptors ?? [],
  });
  return new Client(transport, settings, () => sessions.abort());
}
