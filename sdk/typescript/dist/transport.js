import { create } from "@bufbuild/protobuf";
import { MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import { toError } from "./errors.js";
import { tenantOf } from "./options.js";
import { Budget, retry } from "./retry.js";
/** What every call needs: key, parent, request id, deadline, retries, typed errors. */
export class CompletingTransport {
    inner;
    settings;
    budget = new Budget();
    constructor(inner, settings) {
        this.inner = inner;
        this.settings = settings;
    }
    async unary(method, signal, timeoutMs, header, input, contextValues) {
        const id = crypto.randomUUID();
        const limit = timeoutMs ?? this.settings.deadlineMs;
        const deadline = limit > 0 ? performance.now() + limit : Infinity;
        const { headers, tenant } = await this.identify(header, id);
        const request = complete(method.input, input, tenant, id);
        const attempt = async () => {
            const left = deadline === Infinity ? undefined : Math.max(Math.ceil(deadline - performance.now()), 1);
            try {
                return await this.inner.unary(method, signal, left, headers, request, contextValues);
            }
            catch (reason) {
                throw toError(reason, id, signal);
            }
        };
        const safe = method.idempotency !== MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN || "requestId" in method.input.field;
        const { attempts, wait } = this.settings;
        return retry(attempt, { attempts: safe ? attempts : 1, budget: this.budget, wait, deadline, signal });
    }
    async stream(method, signal, timeoutMs, header, input, contextValues) {
        const id = crypto.randomUUID();
        const { headers, tenant } = await this.identify(header, id);
        try {
            const requests = completeAll(method.input, input, tenant, id);
            const response = await this.inner.stream(method, signal, timeoutMs, headers, requests, contextValues);
            return { ...response, message: typed(response.message, id, signal) };
        }
        catch (reason) {
            throw toError(reason, id, signal);
        }
    }
    async identify(header, id) {
        const { apiKey } = this.settings;
        const key = typeof apiKey === "string" ? apiKey : await apiKey();
        const headers = new Headers(header);
        headers.set("authorization", `Bearer ${key}`);
        headers.set("x-request-id", id);
        headers.set(this.settings.userAgentHeader, this.settings.userAgent);
        return { headers, tenant: tenantOf(key) };
    }
}
/**
 * Fills in what a request leaves out: its parent and, where the method has one, a request id that
 * makes repeating it safe. The caller's own message is not touched.
 */
function complete(schema, input, tenant, id) {
    const given = input;
    const missing = {};
    if ("parent" in schema.field && !given.parent) {
        missing.parent = `tenants/${tenant}`;
    }
    if ("requestId" in schema.field && !given.requestId) {
        missing.requestId = id;
    }
    return create(schema, { ...withoutType(given), ...missing });
}
/** A message that is spread must not carry its type: create would take it as it is. */
function withoutType(given) {
    const { $typeName: _, ...fields } = given;
    return fields;
}
async function* completeAll(schema, input, tenant, id) {
    for await (const message of input) {
        yield complete(schema, message, tenant, id);
    }
}
async function* typed(messages, id, signal) {
    try {
        yield* messages;
    }
    catch (reason) {
        throw toError(reason, id, signal);
    }
}
