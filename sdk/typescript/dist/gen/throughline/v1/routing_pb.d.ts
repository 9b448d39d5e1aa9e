import type { GenEnum, GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import type { EmptySchema, FieldMask, Timestamp } from "@bufbuild/protobuf/wkt";
import type { AlertState, Owner } from "./alert_pb.js";
import type { Seam } from "./common_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/routing.proto.
 */
export declare const file_throughline_v1_routing: GenFile;
/**
 * Destination is a place where a team is told of alerts.
 *
 * @generated from message throughline.v1.Destination
 */
export type Destination = Message<"throughline.v1.Destination"> & {
    /**
     * "tenants/{tenant}/destinations/{destination}", a UUID that the server makes.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * What people call it.
     *
     * @generated from field: string display_name = 2;
     */
    displayName: string;
    /**
     * How it is reached. Cannot be changed to another kind.
     *
     * @generated from oneof throughline.v1.Destination.target
     */
    target: {
        /**
         * Signed JSON over HTTPS.
         *
         * @generated from field: throughline.v1.Webhook webhook = 3;
         */
        value: Webhook;
        case: "webhook";
    } | {
        case: undefined;
        value?: undefined;
    };
    /**
     * No message is planned for it while this is set. The server sets it when the receiver says
     * that it is gone.
     *
     * @generated from field: bool disabled = 4;
     */
    disabled: boolean;
    /**
     * Why the server disabled it; empty unless it did.
     *
     * @generated from field: string disabled_reason = 5;
     */
    disabledReason: string;
    /**
     * When it was disabled; unset while it is not.
     *
     * @generated from field: google.protobuf.Timestamp disabled_at = 6;
     */
    disabledAt?: Timestamp | undefined;
    /**
     * Changes with every change. Send it back to be sure that nobody else changed the destination
     * meanwhile; leave it out to overwrite whatever is there.
     *
     * @generated from field: string etag = 7;
     */
    etag: string;
    /**
     * When it was made.
     *
     * @generated from field: google.protobuf.Timestamp created_at = 8;
     */
    createdAt?: Timestamp | undefined;
    /**
     * When it last changed.
     *
     * @generated from field: google.protobuf.Timestamp updated_at = 9;
     */
    updatedAt?: Timestamp | undefined;
    /**
     * When it first failed after its last success; unset while it works.
     *
     * @generated from field: google.protobuf.Timestamp failing_since = 10;
     */
    failingSince?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.Destination.
 * Use `create(DestinationSchema)` to create a new message.
 */
export declare const DestinationSchema: GenMessage<Destination>;
/**
 * Webhook is an address that takes signed JSON, as specified by Standard Webhooks: headers
 * webhook-id, webhook-timestamp and webhook-signature. The id of a message stays the same over
 * all its attempts, so a receiver recognises repeats by it.
 *
 * @generated from message throughline.v1.Webhook
 */
export type Webhook = Message<"throughline.v1.Webhook"> & {
    /**
     * Absolute https address, at most 2,048 bytes. May hold a token: it is never logged.
     *
     * @generated from field: string url = 1;
     */
    url: string;
    /**
     * Secret that verifies signatures, "whsec_…". Only in the answer to CreateDestination.
     *
     * @generated from field: string signing_secret = 2;
     */
    signingSecret: string;
};
/**
 * Describes the message throughline.v1.Webhook.
 * Use `create(WebhookSchema)` to create a new message.
 */
export declare const WebhookSchema: GenMessage<Webhook>;
/**
 * Route says where a team hears of alerts.
 *
 * @generated from message throughline.v1.Route
 */
export type Route = Message<"throughline.v1.Route"> & {
    /**
     * "tenants/{tenant}/routes/{route}", a UUID that the server makes.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * Id of the team that it is for, as in the journey map. A route may come before its team.
     *
     * @generated from field: string team = 2;
     */
    team: string;
    /**
     * Where the team hears: "tenants/{tenant}/destinations/{destination}".
     *
     * @generated from field: string destination = 3;
     */
    destination: string;
    /**
     * Only alerts of this seam; left out for all.
     *
     * @generated from field: throughline.v1.Seam seam = 4;
     */
    seam?: Seam | undefined;
    /**
     * Only when an alert comes to one of these states; empty means firing and fading.
     *
     * @generated from field: repeated throughline.v1.AlertState states = 5;
     */
    states: AlertState[];
    /**
     * Changes with every change.
     *
     * @generated from field: string etag = 6;
     */
    etag: string;
    /**
     * When it was made.
     *
     * @generated from field: google.protobuf.Timestamp created_at = 7;
     */
    createdAt?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.Route.
 * Use `create(RouteSchema)` to create a new message.
 */
export declare const RouteSchema: GenMessage<Route>;
/**
 * Delivery is one message about one change of an alert to one team at one destination, and what
 * became of it.
 *
 * @generated from message throughline.v1.Delivery
 */
export type Delivery = Message<"throughline.v1.Delivery"> & {
    /**
     * "tenants/{tenant}/deliveries/{delivery}", a UUID: the webhook-id of every attempt.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The alert that it tells of, "tenants/{tenant}/alerts/{alert}".
     *
     * @generated from field: string alert = 2;
     */
    alert: string;
    /**
     * Number of the alert's change that it tells of.
     *
     * @generated from field: int32 change_number = 3;
     */
    changeNumber: number;
    /**
     * The team that is told, and why.
     *
     * @generated from field: throughline.v1.Owner owner = 4;
     */
    owner?: Owner | undefined;
    /**
     * Where it goes, "tenants/{tenant}/destinations/{destination}".
     *
     * @generated from field: string destination = 5;
     */
    destination: string;
    /**
     * What became of it.
     *
     * @generated from field: throughline.v1.DeliveryState state = 6;
     */
    state: DeliveryState;
    /**
     * Attempts so far.
     *
     * @generated from field: int32 attempts = 7;
     */
    attempts: number;
    /**
     * HTTP status of the last attempt; 0 when there was no answer.
     *
     * @generated from field: int32 last_status = 8;
     */
    lastStatus: number;
    /**
     * Why the last attempt failed; empty when it did not.
     *
     * @generated from field: string last_error = 9;
     */
    lastError: string;
    /**
     * When it was planned.
     *
     * @generated from field: google.protobuf.Timestamp created_at = 10;
     */
    createdAt?: Timestamp | undefined;
    /**
     * When it was last tried; unset before the first attempt.
     *
     * @generated from field: google.protobuf.Timestamp last_attempt_at = 11;
     */
    lastAttemptAt?: Timestamp | undefined;
    /**
     * When it is tried next; unset unless it is pending.
     *
     * @generated from field: google.protobuf.Timestamp next_attempt_at = 12;
     */
    nextAttemptAt?: Timestamp | undefined;
    /**
     * When the receiver took it; unset unless it is delivered.
     *
     * @generated from field: google.protobuf.Timestamp delivered_at = 13;
     */
    deliveredAt?: Timestamp | undefined;
    /**
     * The route that led here, "tenants/{tenant}/routes/{route}"; it may be deleted since.
     *
     * @generated from field: string route = 14;
     */
    route: string;
};
/**
 * Describes the message throughline.v1.Delivery.
 * Use `create(DeliverySchema)` to create a new message.
 */
export declare const DeliverySchema: GenMessage<Delivery>;
/**
 * Request of CreateDestination.
 *
 * @generated from message throughline.v1.CreateDestinationRequest
 */
export type CreateDestinationRequest = Message<"throughline.v1.CreateDestinationRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * The destination. Its target must be set.
     *
     * @generated from field: throughline.v1.Destination destination = 2;
     */
    destination?: Destination | undefined;
    /**
     * A UUID of the client's making. The same request with the same id within 24 hours makes
     * nothing and gets the first answer again, without the signing secret.
     *
     * @generated from field: string request_id = 3;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.CreateDestinationRequest.
 * Use `create(CreateDestinationRequestSchema)` to create a new message.
 */
export declare const CreateDestinationRequestSchema: GenMessage<CreateDestinationRequest>;
/**
 * Request of GetDestination.
 *
 * @generated from message throughline.v1.GetDestinationRequest
 */
export type GetDestinationRequest = Message<"throughline.v1.GetDestinationRequest"> & {
    /**
     * "tenants/{tenant}/destinations/{destination}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetDestinationRequest.
 * Use `create(GetDestinationRequestSchema)` to create a new message.
 */
export declare const GetDestinationRequestSchema: GenMessage<GetDestinationRequest>;
/**
 * Request of ListDestinations.
 *
 * @generated from message throughline.v1.ListDestinationsRequest
 */
export type ListDestinationsRequest = Message<"throughline.v1.ListDestinationsRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most destinations in one page: 1 to 500; 0 means 50. A page may hold fewer.
     *
     * @generated from field: int32 page_size = 2;
     */
    pageSize: number;
    /**
     * next_page_token of the page before; empty for the first page.
     *
     * @generated from field: string page_token = 3;
     */
    pageToken: string;
};
/**
 * Describes the message throughline.v1.ListDestinationsRequest.
 * Use `create(ListDestinationsRequestSchema)` to create a new message.
 */
export declare const ListDestinationsRequestSchema: GenMessage<ListDestinationsRequest>;
/**
 * Response of ListDestinations.
 *
 * @generated from message throughline.v1.ListDestinationsResponse
 */
export type ListDestinationsResponse = Message<"throughline.v1.ListDestinationsResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.Destination destinations = 1;
     */
    destinations: Destination[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListDestinationsResponse.
 * Use `create(ListDestinationsResponseSchema)` to create a new message.
 */
export declare const ListDestinationsResponseSchema: GenMessage<ListDestinationsResponse>;
/**
 * Request of UpdateDestination.
 *
 * @generated from message throughline.v1.UpdateDestinationRequest
 */
export type UpdateDestinationRequest = Message<"throughline.v1.UpdateDestinationRequest"> & {
    /**
     * The destination, with its name and the fields to be changed.
     *
     * @generated from field: throughline.v1.Destination destination = 1;
     */
    destination?: Destination | undefined;
    /**
     * Paths to change: "display_name", "webhook.url", "disabled"; "name" and "etag" may be listed and
     * change nothing. Empty means those that are set.
     *
     * @generated from field: google.protobuf.FieldMask update_mask = 2;
     */
    updateMask?: FieldMask | undefined;
};
/**
 * Describes the message throughline.v1.UpdateDestinationRequest.
 * Use `create(UpdateDestinationRequestSchema)` to create a new message.
 */
export declare const UpdateDestinationRequestSchema: GenMessage<UpdateDestinationRequest>;
/**
 * Request of DeleteDestination.
 *
 * @generated from message throughline.v1.DeleteDestinationRequest
 */
export type DeleteDestinationRequest = Message<"throughline.v1.DeleteDestinationRequest"> & {
    /**
     * "tenants/{tenant}/destinations/{destination}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * Deletes only what still has this etag; empty deletes whatever is there.
     *
     * @generated from field: string etag = 2;
     */
    etag: string;
};
/**
 * Describes the message throughline.v1.DeleteDestinationRequest.
 * Use `create(DeleteDestinationRequestSchema)` to create a new message.
 */
export declare const DeleteDestinationRequestSchema: GenMessage<DeleteDestinationRequest>;
/**
 * Request of CreateRoute.
 *
 * @generated from message throughline.v1.CreateRouteRequest
 */
export type CreateRouteRequest = Message<"throughline.v1.CreateRouteRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * The route.
     *
     * @generated from field: throughline.v1.Route route = 2;
     */
    route?: Route | undefined;
    /**
     * A UUID of the client's making. The same request with the same id within 24 hours makes
     * nothing and gets the first answer again.
     *
     * @generated from field: string request_id = 3;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.CreateRouteRequest.
 * Use `create(CreateRouteRequestSchema)` to create a new message.
 */
export declare const CreateRouteRequestSchema: GenMessage<CreateRouteRequest>;
/**
 * Request of ListRoutes.
 *
 * @generated from message throughline.v1.ListRoutesRequest
 */
export type ListRoutesRequest = Message<"throughline.v1.ListRoutesRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most routes in one page: 1 to 500; 0 means 50. A page may hold fewer.
     *
     * @generated from field: int32 page_size = 2;
     */
    pageSize: number;
    /**
     * next_page_token of the page before; empty for the first page.
     *
     * @generated from field: string page_token = 3;
     */
    pageToken: string;
};
/**
 * Describes the message throughline.v1.ListRoutesRequest.
 * Use `create(ListRoutesRequestSchema)` to create a new message.
 */
export declare const ListRoutesRequestSchema: GenMessage<ListRoutesRequest>;
/**
 * Response of ListRoutes.
 *
 * @generated from message throughline.v1.ListRoutesResponse
 */
export type ListRoutesResponse = Message<"throughline.v1.ListRoutesResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.Route routes = 1;
     */
    routes: Route[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListRoutesResponse.
 * Use `create(ListRoutesResponseSchema)` to create a new message.
 */
export declare const ListRoutesResponseSchema: GenMessage<ListRoutesResponse>;
/**
 * Request of DeleteRoute.
 *
 * @generated from message throughline.v1.DeleteRouteRequest
 */
export type DeleteRouteRequest = Message<"throughline.v1.DeleteRouteRequest"> & {
    /**
     * "tenants/{tenant}/routes/{route}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * Deletes only what still has this etag; empty deletes whatever is there.
     *
     * @generated from field: string etag = 2;
     */
    etag: string;
};
/**
 * Describes the message throughline.v1.DeleteRouteRequest.
 * Use `create(DeleteRouteRequestSchema)` to create a new message.
 */
export declare const DeleteRouteRequestSchema: GenMessage<DeleteRouteRequest>;
/**
 * Request of ListDeliveries.
 *
 * @generated from message throughline.v1.ListDeliveriesRequest
 */
export type ListDeliveriesRequest = Message<"throughline.v1.ListDeliveriesRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most deliveries in one page: 1 to 500; 0 means 50. A page may hold fewer.
     *
     * @generated from field: int32 page_size = 2;
     */
    pageSize: number;
    /**
     * next_page_token of the page before, with the same filters; empty for the first page.
     *
     * @generated from field: string page_token = 3;
     */
    pageToken: string;
    /**
     * Only those about this alert, "tenants/{tenant}/alerts/{alert}"; empty for all.
     *
     * @generated from field: string alert = 4;
     */
    alert: string;
    /**
     * Only those to this destination, "tenants/{tenant}/destinations/{destination}"; empty for all.
     *
     * @generated from field: string destination = 5;
     */
    destination: string;
    /**
     * Only those in this state; left out for all.
     *
     * @generated from field: throughline.v1.DeliveryState state = 6;
     */
    state: DeliveryState;
};
/**
 * Describes the message throughline.v1.ListDeliveriesRequest.
 * Use `create(ListDeliveriesRequestSchema)` to create a new message.
 */
export declare const ListDeliveriesRequestSchema: GenMessage<ListDeliveriesRequest>;
/**
 * Response of ListDeliveries.
 *
 * @generated from message throughline.v1.ListDeliveriesResponse
 */
export type ListDeliveriesResponse = Message<"throughline.v1.ListDeliveriesResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.Delivery deliveries = 1;
     */
    deliveries: Delivery[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListDeliveriesResponse.
 * Use `create(ListDeliveriesResponseSchema)` to create a new message.
 */
export declare const ListDeliveriesResponseSchema: GenMessage<ListDeliveriesResponse>;
/**
 * DeliveryState says what became of a message.
 *
 * @generated from enum throughline.v1.DeliveryState
 */
export declare enum DeliveryState {
    /**
     * Not set.
     *
     * @generated from enum value: DELIVERY_STATE_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Waiting for its first or next attempt.
     *
     * @generated from enum value: DELIVERY_STATE_PENDING = 1;
     */
    PENDING = 1,
    /**
     * The receiver has taken it.
     *
     * @generated from enum value: DELIVERY_STATE_DELIVERED = 2;
     */
    DELIVERED = 2,
    /**
     * Given up: the receiver refused it for good, or failed at every attempt of the schedule.
     *
     * @generated from enum value: DELIVERY_STATE_DEAD = 3;
     */
    DEAD = 3
}
/**
 * Describes the enum throughline.v1.DeliveryState.
 */
export declare const DeliveryStateSchema: GenEnum<DeliveryState>;
/**
 * RoutingService holds where teams hear of alerts, and shows every message that was sent.
 *
 * @generated from service throughline.v1.RoutingService
 */
export declare const RoutingService: GenService<{
    /**
     * Makes a destination. Its signing secret is in the answer, and never again.
     *
     * Needs role admin. Errors: FIELD_INVALID, DESTINATION_ADDRESS_FORBIDDEN, REQUEST_ID_REUSED.
     *
     * @generated from rpc throughline.v1.RoutingService.CreateDestination
     */
    createDestination: {
        methodKind: "unary";
        input: typeof CreateDestinationRequestSchema;
        output: typeof DestinationSchema;
    };
    /**
     * Reads one destination. Needs role viewer. Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.RoutingService.GetDestination
     */
    getDestination: {
        methodKind: "unary";
        input: typeof GetDestinationRequestSchema;
        output: typeof DestinationSchema;
    };
    /**
     * Lists destinations, the oldest first. Needs role viewer. Errors: PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.RoutingService.ListDestinations
     */
    listDestinations: {
        methodKind: "unary";
        input: typeof ListDestinationsRequestSchema;
        output: typeof ListDestinationsResponseSchema;
    };
    /**
     * Changes a destination: display_name, webhook.url or disabled. Enabling one that the server
     * disabled lets its waiting deliveries go on.
     *
     * Needs role admin. Errors: FIELD_INVALID (also for a mask with other paths),
     * DESTINATION_ADDRESS_FORBIDDEN, RESOURCE_NOT_FOUND, ETAG_MISMATCH.
     *
     * @generated from rpc throughline.v1.RoutingService.UpdateDestination
     */
    updateDestination: {
        methodKind: "unary";
        input: typeof UpdateDestinationRequestSchema;
        output: typeof DestinationSchema;
    };
    /**
     * Deletes a destination that no route leads to and that has no delivery waiting; to stop
     * messages at once, disable it. Past deliveries stay.
     *
     * Needs role admin. Errors: RESOURCE_NOT_FOUND, RESOURCE_IN_USE, ETAG_MISMATCH.
     *
     * @generated from rpc throughline.v1.RoutingService.DeleteDestination
     */
    deleteDestination: {
        methodKind: "unary";
        input: typeof DeleteDestinationRequestSchema;
        output: typeof EmptySchema;
    };
    /**
     * Makes a route. The same team may have several.
     *
     * Needs role admin. Errors: FIELD_INVALID (also when the destination does not exist),
     * RESOURCE_ALREADY_EXISTS when an equal route exists, REQUEST_ID_REUSED.
     *
     * @generated from rpc throughline.v1.RoutingService.CreateRoute
     */
    createRoute: {
        methodKind: "unary";
        input: typeof CreateRouteRequestSchema;
        output: typeof RouteSchema;
    };
    /**
     * Lists routes, the oldest first. Needs role viewer. Errors: PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.RoutingService.ListRoutes
     */
    listRoutes: {
        methodKind: "unary";
        input: typeof ListRoutesRequestSchema;
        output: typeof ListRoutesResponseSchema;
    };
    /**
     * Deletes a route. Deliveries that are planned already still go out.
     *
     * Needs role admin. Errors: RESOURCE_NOT_FOUND, ETAG_MISMATCH.
     *
     * @generated from rpc throughline.v1.RoutingService.DeleteRoute
     */
    deleteRoute: {
        methodKind: "unary";
        input: typeof DeleteRouteRequestSchema;
        output: typeof EmptySchema;
    };
    /**
     * Lists deliveries, the latest planned first. Needs role viewer. Errors: PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.RoutingService.ListDeliveries
     */
    listDeliveries: {
        methodKind: "unary";
        input: typeof ListDeliveriesRequestSchema;
        output: typeof ListDeliveriesResponseSchema;
    };
}>;
