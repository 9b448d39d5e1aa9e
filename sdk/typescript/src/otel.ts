import { context, propagation, SpanKind, SpanStatusCode, trace, type TracerProvider } from "@opentelemetry/api";
import { Code, ConnectError, type Interceptor } from "@connectrpc/connect";

import { version } from "./options.js";

/**
 * An interceptor that makes a client span for each attempt of a call, and lets the server go on
 * with the trace. Give it among the options' interceptors. The default provider is the global one.
 */
export function telemetry(provider: TracerProvider = trace.getTracerProvider()): Interceptor {
  const tracer = provider.getTracer("@throughline/sdk", version);
  return (next) => async (req) => {
    const service = req.service.typeName;
    const method = req.method.name;
    const span = tracer.startSpan(`${service}/${method}`, {
      kind: SpanKind.CLIENT,
      attributes: { "rpc.system": "grpc", "rpc.service": service, "rpc.method": method, "server.address": new URL(req.url).host },
    });
    const inside = trace.setSpan(context.active(), span);
    propagation.inject(inside, req.header, { set: (header, name, value) => header.set(name, value) });
    try {
      return await context.with(inside, () => next(req));
    } catch (reason) {
      const e = ConnectError.from(reason);
      span.setAttribute("rpc.grpc.status_code", e.code);
      span.setStatus({ code: SpanStatusCode.ERROR, message: Code[e.code] });
      throw reason;
    } finally {
      span.end();
    }
  };
}
