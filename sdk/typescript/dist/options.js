import { wait } from "./retry.js";
/** The version of this package, as sent in the user agent. */
export const version = "0.1.0";
/** The environment variable that the API key is read from in Node.js. */
export const keyVariable = "THROUGHLINE_API_KEY";
export function settle(o, internals, runtime) {
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
export function tenantOf(key) {
    const parts = key.split("_");
    const tenant = parts[2];
    if (parts.length !== 4 || parts[0] !== "tl" || !tenant) {
        throw new TypeError("throughline: the API key is misspelt: it must look like tl_live_<tenant>_<secret>");
    }
    return tenant;
}
