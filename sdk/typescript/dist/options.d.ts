import type { Interceptor } from "@connectrpc/connect";
import { type Wait } from "./retry.js";
/** The version of this package, as sent in the user agent. */
export declare const version = "0.1.0";
/** The environment variable that the API key is read from in Node.js. */
export declare const keyVariable = "THROUGHLINE_API_KEY";
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
export declare function settle(o: Options, internals: Internals, runtime: {
    apiKey?: string;
    name: string;
    userAgentHeader: string;
}): Settings;
/** The tenant that an API key names. Whether the key is right, only the server knows. */
export declare function tenantOf(key: string): string;
