/**
 * The client for browsers and other runtimes with fetch, which speaks Connect.
 *
 * @module
 */
import { createConnectTransport } from "@connectrpc/connect-web";

import { CoreClient } from "./client.js";
import { settle, type Internals, type Options } from "./options.js";

export * from "./public.js";

/**
 * Returns a client of the server's HTTP port, "https://throughline.example.com". The server must
 * name the page's origin among those that may call it.
 */
export function connect(address: string, options: Options): CoreClient {
  return connectWith(address, options, {});
}

/** For tests. */
export function connectWith(address: string, options: Options, internals: Internals): CoreClient {
  const settings = settle(options, internals, { name: "web", userAgentHeader: "x-user-agent" });
  const ended = new AbortController();
  const transport = createConnectTransport({
    baseUrl: address,
    useBinaryFormat: true,
    fetch: (input, init) => fetch(input, { ...init, signal: either(ended.signal, init?.signal) }),
    interceptors: options.interceptors ?? [],
  });
  return new CoreClient(transport, settings, () => ended.abort());
}

function either(a: AbortSignal, b: AbortSignal | null | undefined): AbortSignal {
  return b ? AbortSignal.any([a, b]) : a;
}
