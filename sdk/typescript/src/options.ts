import type { Interceptor } from "@connectrpc/connect";

import { wait, type Wait } from "./retry.js";

/** The version of this package, as sent in the user agent. */
export const version = "0.1.0";

/** The environment variable that the API key is read from in Node.js. */
export const keyVariable = "THROUGHLINE_API_KEY";

/** How a client works. What is left out has its default. */
export interface Options {
  /**
   * The API key, "tl_live_…", or what gets one for each call. In Node.js the default is the
   * environment variable THROUGHLINE_API_KEY. A page must never hold a key that its user may not
   * have: get it from your own server.
   */
  apiKey?: string | (() => string | Promise<string>);
  /**
   * How long a call may take, all its attempts together, in milliseconds, unless the call says
   * otherwise (timeoutMs). The default is 30,000; 0 sets none. Streams have none.
   */
  deadlineMs?: number;
  /** How often a call is tried at most, where trying again is safe. The default is 4; 1 never tries again. */
  attempts?: number;
  /** A program's name and version, "importer/1.2", put before this package's in the user agent. */
  userAgent?: string;
  /** Interceptors of Connect, such as telemetry() of "@throughline/sdk/otel". */
  interceptors?: Interceptor[];
}

/** What tests replace. */
export interface Internals {
  wait?: Wait;
  /** After so long without a message a watch is broken; the default is three heartbeats. */
  silenceMs?: number;
}

/** Options with their defaults. */
export interface Settings {
  apiKey: string | (() => string | Promise<string>);
  deadlineMs: number;
  attempts: number;
  userAgent: string;
  userAgentHeader: string;
  wait: Wait;
  silenceMs: number;
}

export function settle(o: Options, internals: Internals, runtime: { apiKey?: string; name: string; userAgentHeader: string }): Settings {
  const apiKey = o.apiKey ?? runtime.apiKey;
  if (!apiKey) {
    throw new TypeError(`throughline: no API key: set the option apiKey, or ${keyVariable} in Node.js`);
  }
  if (typeof apiKey === "string") {
    tenantOf(apiKey);
  }
  const program = o.userAgent ? `${o.userAgent} ` : "";
  return {
    apiKey,
    deadlineMs: o.deadlineMs ?? 30_000,
    attempts: Math.max(o.attempts ?? 4, 1),
    userAgent: `${program}throughline-typescript/${version} ${runtime.name}`,
    userAgentHeader: runtime.userAgentHeader,
    wait: internals.wait ?? wait,
    silenceMs: internals.silenceMs ?? 45_000,
  };
}

/** The tenant that an API key names. Whether the key is right, only the server knows. */
export function tenantOf(key: string): string {
  const parts = key.split("_");
  const tenant = parts[2];
  if (parts.length !== 4 || parts[0] !== "tl" || !tenant) {
    throw new TypeError("throughline: the API key is misspelt: it must look like tl_live_<tenant>_<secret>");
  }
  return tenant;
}

/** A random UUID, version 4. Pages without TLS have no crypto.randomUUID. */
export function newId(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6]! & 0x0f) | 0x40;
  b[8] = (b[8]! & 0x3f) | 0x80;
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
