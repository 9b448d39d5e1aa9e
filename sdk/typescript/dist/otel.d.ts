import { type TracerProvider } from "@opentelemetry/api";
import { type Interceptor } from "@connectrpc/connect";
/**
 * An interceptor that makes a client span for each attempt of a call, and lets the server go on
 * with the trace. Give it among the options' interceptors. The default provider is the global one.
 */
export declare function telemetry(provider?: TracerProvider): Interceptor;
