import type { SecureClientSessionOptions } from "node:http2";
import { Client } from "./full.js";
import { type Internals, type Options } from "./options.js";
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
export declare function connect(address: string, options?: NodeOptions): Client;
/** For tests. */
export declare function connectWith(address: string, options: NodeOptions, internals: Internals): Client;
