export { Code } from "@connectrpc/connect";

export { CoreClient, type CallOptions } from "./client.js";
export { ThroughlineError, type FieldViolation } from "./errors.js";
export { ErrorReason } from "./gen/throughline/v1/errors_pb.js";
export { ingester, Ingester, type IngesterOptions, type IngesterStats, type IngestResult } from "./ingester.js";
export { keyVariable, version, type Options } from "./options.js";
export { pages, type Paged } from "./pages.js";
export { PushError, pushInteractions, PushReport, type AccountInit, type CommercialRecordInit, type InteractionInit, type LocationInit } from "./push.js";
