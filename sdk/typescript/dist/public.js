export { Code } from "@connectrpc/connect";
export { CoreClient } from "./client.js";
export { ThroughlineError } from "./errors.js";
export { ErrorReason } from "./gen/throughline/v1/errors_pb.js";
export { ingester, Ingester } from "./ingester.js";
export { keyVariable, version } from "./options.js";
export { pages } from "./pages.js";
export { PushError, PushReport } from "./push.js";
