import { create, type DescMessage, type DescMethodStreaming, type DescMethodUnary, type MessageInitShape } from "@bufbuild/protobuf";
import { MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import type { ContextValues, StreamResponse, Transport, UnaryResponse } from "@connectrpc/connect";

import { toError } from "./errors.js";
import { newId, tenantOf, type Settings } from "./options.js";
import { Budget, retry } from "./retry.js";

/** What every call needs: key, parent, request id, deadline, retries, typed errors. */
export class CompletingTransport implements Transport {
  private readonly budget = new Budget();

  constructor(
    private readonly inner: Transport,
    private readonly settings: Settings,
  ) {}

  async unary<I extends DescMessage, O extends DescMessage>(
    method: DescMethodUnary<I, O>,
    signal: AbortSignal | undefined,
    timeoutMs: number | undefined,
    header: HeadersInit | undefined,
    input: MessageInitShape<I>,
    contextValues?: ContextValues,
  ): Promise<UnaryResponse<I, O>> {
    const id = newId();
    const limit = timeoutMs ?? this.settings.deadlineMs;
    const deadline = limit > 0 ? performance.now() + limit : Infinity;
    const { headers, tenant } = await this.identify(header, id);
    const request = complete(method.input, input, tenant, id);
    const attempt = async () => {
      const left = deadline === Infinity ? undefined : Math.max(Math.ceil(deadline - performance.now()), 1);
      try {
        return await this.inner.unary(method, signal, left, headers, request, contextValues);
      } catch (reason) {
        throw toError(reason, id, signal);
      }
    };
    const safe = method.idempotency !== MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN || "requestId" in method.input.field;
    const { attempts, wait } = this.settings;
    return retry(attempt, { attempts: safe ? attempts : 1, budget: this.budget, wait, deadline, signal });
  }

  async stream<I extends DescMessage, O extends DescMessage>(
    method: DescMethodStreaming<I, O>,
    signal: AbortSignal | undefined,
    timeoutMs: number | undefined,
    header: HeadersInit | undefined,
    input: AsyncIterable<MessageInitShape<I>>,
    contextValues?: ContextValues,
  ): Promise<StreamResponse<I, O>> {
    const id = newId();
    const { headers, tenant } = await this.identify(header, id);
    try {
      const requests = completeAll(method.input, input, tenant, id);
      const response = await this.inner.stream(method, signal, timeoutMs, headers, requests, contextValues);
      return { ...response, message: typed(response.message, id, signal) };
    } catch (reason) {
      throw toError(reason, id, signal);
    }
  }

  private async identify(header: HeadersInit | undefined, id: string): Promise<{ headers: Headers; tenant: string }> {
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
function complete<I extends DescMessage>(schema: I, input: MessageInitShape<I>, tenant: string, id: string): MessageInitShape<I> {
  const given = input as { parent?: string; requestId?: string };
  const missing: { parent?: string; requestId?: string } = {};
  if ("parent" in schema.field && !given.parent) {
    missing.parent = `tenants/${tenant}`;
  }
  if ("requestId" in schema.field && !given.requestId) {
    missing.requestId = id;
  }
  return create(schema, { ...withoutType(given), ...missing } as MessageInitShape<I>);
}

/** A message that is spread must not carry its type: create would take it as it is. */
function withoutType(given: object): object {
  const { $typeName: _, ...fields } = given as { $typeName?: string };
  return fields;
}

async function* completeAll<I extends DescMessage>(schema: I, input: AsyncIterable<MessageInitShape<I>>, tenant: string, id: string): AsyncIterable<MessageInitShape<I>> {
  for await (const message of input) {
    yield complete(schema, message, tenant, id);
  }
}

async function* typed<T>(messages: AsyncIterable<T>, id: string, signal: AbortSignal | undefined): AsyncIterable<T> {
  try {
    yield* messages;
  } catch (reason) {
    throw toError(reason, id, signal);
  }
}
