import type { MessageInitShape } from "@bufbuild/protobuf";
import type { WatchAlertsRequestSchema, WatchAlertsResponse } from "./gen/throughline/v1/alert_pb.js";
import type { Settings } from "./options.js";
type Request = MessageInitShape<typeof WatchAlertsRequestSchema>;
type Open = (request: Request, signal: AbortSignal) => AsyncIterable<WatchAlertsResponse>;
/** See Client.watchAlerts. */
export declare function watch(open: Open, request: Request, settings: Settings, signal?: AbortSignal): AsyncGenerator<WatchAlertsResponse>;
export {};
