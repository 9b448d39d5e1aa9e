import { CoreClient } from "./client.js";
import { type Internals, type Options } from "./options.js";
export * from "./public.js";
/**
 * Returns a client of the server's HTTP port, "https://throughline.example.com". The server must
 * name the page's origin among those that may call it.
 */
export declare function connect(address: string, options: Options): CoreClient;
/** For tests. */
export declare function connectWith(address: string, options: Options, internals: Internals): CoreClient;
