import type { GenEnum, GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Account, CommercialRecord, Location } from "./commerce_pb.js";
import type { Speaker } from "./common_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/ingestion.proto.
 */
export declare const file_throughline_v1_ingestion: GenFile;
/**
 * Interaction is one contact as it happened: a call, chat, ticket, survey answer, review or
 * store-feedback note. It is immutable and identified, within a tenant, by source_system and
 * external_id.
 *
 * @generated from message throughline.v1.Interaction
 */
export type Interaction = Message<"throughline.v1.Interaction"> & {
    /**
     * "tenants/{tenant}/interactions/{interaction}", a UUID that the server makes. Ignored in what
     * is pushed.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The system that it comes from: a lower-case letter, then lower-case letters, digits, "_",
     * "." and "-"; at most 63 characters. Folders that are imported use "import".
     *
     * @generated from field: string source_system = 2;
     */
    sourceSystem: string;
    /**
     * That system's id, 1 to 256 bytes.
     *
     * @generated from field: string external_id = 3;
     */
    externalId: string;
    /**
     * What it is: call, chat, ticket, survey, review, store_feedback or any other word of the
     * source's. At most 64 bytes.
     *
     * @generated from field: string source = 4;
     */
    source: string;
    /**
     * The channel that it came through: phone, email, web, review_site or any other word. At most
     * 64 bytes.
     *
     * @generated from field: string channel = 5;
     */
    channel: string;
    /**
     * When it happened. Not before 1990 and at most a day ahead of the server's clock.
     *
     * @generated from field: google.protobuf.Timestamp occurred_at = 6;
     */
    occurredAt?: Timestamp | undefined;
    /**
     * When it reached us. An import of old data may say so, to be replayed in that order; at most
     * a day ahead of the server's clock. When left out, the server's clock says.
     *
     * @generated from field: google.protobuf.Timestamp received_at = 7;
     */
    receivedAt?: Timestamp | undefined;
    /**
     * The source's id of the customer, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string customer_id = 8;
     */
    customerId: string;
    /**
     * Id of the customer's account, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string account_id = 9;
     */
    accountId: string;
    /**
     * Id of the store, branch or office, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string location_id = 10;
     */
    locationId: string;
    /**
     * What it is about, at most 256 bytes; empty when unknown.
     *
     * @generated from field: string product_line = 11;
     */
    productLine: string;
    /**
     * Everything else that the source said: at most 64 entries, keys of at most 64 and values of
     * at most 1,024 bytes.
     *
     * @generated from field: map<string, string> attributes = 12;
     */
    attributes: {
        [key: string]: string;
    };
    /**
     * What was said, in order: 1 to 5,000 turns, together at most 1 MiB of text, with some text in
     * at least one. What is read back is redacted: before it is stored, personal data is replaced by
     * labels such as "[EMAIL:k7f3q2]", the same label for the same data within a tenant.
     *
     * @generated from field: repeated throughline.v1.Turn turns = 13;
     */
    turns: Turn[];
    /**
     * The customer's language as a BCP 47 tag such as "en" or "es-MX", at most 64 bytes. A tag that
     * names a language is believed; one that is malformed rejects the item. When left out, or
     * "und", the customer's own words tell; "und" comes back where they do not, and such a text is
     * read as English.
     *
     * @generated from field: string language = 14;
     */
    language: string;
    /**
     * Whether the language is one that is not read. Such an interaction has no mentions: it is
     * stored, it counts as volume, and readings name it among what they cannot see (coverage,
     * code "unsupported_language"). Ignored in what is pushed.
     *
     * @generated from field: bool unsupported_language = 15;
     */
    unsupportedLanguage: boolean;
};
/**
 * Describes the message throughline.v1.Interaction.
 * Use `create(InteractionSchema)` to create a new message.
 */
export declare const InteractionSchema: GenMessage<Interaction>;
/**
 * Turn is what one speaker said, without interruption.
 *
 * @generated from message throughline.v1.Turn
 */
export type Turn = Message<"throughline.v1.Turn"> & {
    /**
     * Who spoke.
     *
     * @generated from field: throughline.v1.Speaker speaker = 1;
     */
    speaker: Speaker;
    /**
     * The words: UTF-8 without NUL, at most 256 KiB.
     *
     * @generated from field: string text = 2;
     */
    text: string;
};
/**
 * Describes the message throughline.v1.Turn.
 * Use `create(TurnSchema)` to create a new message.
 */
export declare const TurnSchema: GenMessage<Turn>;
/**
 * ItemViolation is one rule that an item breaks.
 *
 * @generated from message throughline.v1.ItemViolation
 */
export type ItemViolation = Message<"throughline.v1.ItemViolation"> & {
    /**
     * Path of the field within the item, such as "turns[2].text".
     *
     * @generated from field: string field = 1;
     */
    field: string;
    /**
     * Which rule.
     *
     * @generated from field: throughline.v1.ViolationReason reason = 2;
     */
    reason: ViolationReason;
    /**
     * In words: what is wrong and what would be right. Never repeats customer text.
     *
     * @generated from field: string description = 3;
     */
    description: string;
};
/**
 * Describes the message throughline.v1.ItemViolation.
 * Use `create(ItemViolationSchema)` to create a new message.
 */
export declare const ItemViolationSchema: GenMessage<ItemViolation>;
/**
 * PushResult says what became of one item of a batch.
 *
 * @generated from message throughline.v1.PushResult
 */
export type PushResult = Message<"throughline.v1.PushResult"> & {
    /**
     * Index of the item in the batch, from 0.
     *
     * @generated from field: int32 index = 1;
     */
    index: number;
    /**
     * What became of it.
     *
     * @generated from field: throughline.v1.PushStatus status = 2;
     */
    status: PushStatus;
    /**
     * The item's own id: external_id, account_id, location_id or record_id. Bytes that are not
     * UTF-8 are replaced.
     *
     * @generated from field: string id = 3;
     */
    id: string;
    /**
     * Resource name of what is stored under its identity; empty when it was rejected.
     *
     * @generated from field: string name = 4;
     */
    name: string;
    /**
     * Why it is not stored; empty unless status is CONFLICT or REJECTED.
     *
     * @generated from field: repeated throughline.v1.ItemViolation violations = 5;
     */
    violations: ItemViolation[];
};
/**
 * Describes the message throughline.v1.PushResult.
 * Use `create(PushResultSchema)` to create a new message.
 */
export declare const PushResultSchema: GenMessage<PushResult>;
/**
 * PushCounts counts items by what became of them.
 *
 * @generated from message throughline.v1.PushCounts
 */
export type PushCounts = Message<"throughline.v1.PushCounts"> & {
    /**
     * Status ACCEPTED.
     *
     * @generated from field: int64 accepted = 1;
     */
    accepted: bigint;
    /**
     * Status UPDATED.
     *
     * @generated from field: int64 updated = 2;
     */
    updated: bigint;
    /**
     * Status DUPLICATE.
     *
     * @generated from field: int64 duplicate = 3;
     */
    duplicate: bigint;
    /**
     * Status CONFLICT.
     *
     * @generated from field: int64 conflict = 4;
     */
    conflict: bigint;
    /**
     * Status REJECTED.
     *
     * @generated from field: int64 rejected = 5;
     */
    rejected: bigint;
};
/**
 * Describes the message throughline.v1.PushCounts.
 * Use `create(PushCountsSchema)` to create a new message.
 */
export declare const PushCountsSchema: GenMessage<PushCounts>;
/**
 * Request of PushInteractions.
 *
 * @generated from message throughline.v1.PushInteractionsRequest
 */
export type PushInteractionsRequest = Message<"throughline.v1.PushInteractionsRequest"> & {
    /**
     * "tenants/{tenant}", the tenant of the API key.
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * 1 to 1,000 interactions.
     *
     * @generated from field: repeated throughline.v1.Interaction interactions = 2;
     */
    interactions: Interaction[];
};
/**
 * Describes the message throughline.v1.PushInteractionsRequest.
 * Use `create(PushInteractionsRequestSchema)` to create a new message.
 */
export declare const PushInteractionsRequestSchema: GenMessage<PushInteractionsRequest>;
/**
 * Response of PushInteractions.
 *
 * @generated from message throughline.v1.PushInteractionsResponse
 */
export type PushInteractionsResponse = Message<"throughline.v1.PushInteractionsResponse"> & {
    /**
     * One for each item of the request, in its order.
     *
     * @generated from field: repeated throughline.v1.PushResult results = 1;
     */
    results: PushResult[];
    /**
     * How many of each.
     *
     * @generated from field: throughline.v1.PushCounts counts = 2;
     */
    counts?: PushCounts | undefined;
};
/**
 * Describes the message throughline.v1.PushInteractionsResponse.
 * Use `create(PushInteractionsResponseSchema)` to create a new message.
 */
export declare const PushInteractionsResponseSchema: GenMessage<PushInteractionsResponse>;
/**
 * One batch of a stream.
 *
 * @generated from message throughline.v1.StreamInteractionsRequest
 */
export type StreamInteractionsRequest = Message<"throughline.v1.StreamInteractionsRequest"> & {
    /**
     * "tenants/{tenant}", the tenant of the API key. Must be given in the first message and may be
     * left out of the others; it cannot change.
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * 1 to 1,000 interactions.
     *
     * @generated from field: repeated throughline.v1.Interaction interactions = 2;
     */
    interactions: Interaction[];
};
/**
 * Describes the message throughline.v1.StreamInteractionsRequest.
 * Use `create(StreamInteractionsRequestSchema)` to create a new message.
 */
export declare const StreamInteractionsRequestSchema: GenMessage<StreamInteractionsRequest>;
/**
 * Response of StreamInteractions.
 *
 * @generated from message throughline.v1.StreamInteractionsResponse
 */
export type StreamInteractionsResponse = Message<"throughline.v1.StreamInteractionsResponse"> & {
    /**
     * How many batches were stored.
     *
     * @generated from field: int64 batches = 1;
     */
    batches: bigint;
    /**
     * How many items, by what became of them.
     *
     * @generated from field: throughline.v1.PushCounts counts = 2;
     */
    counts?: PushCounts | undefined;
    /**
     * Items that were not stored (CONFLICT and REJECTED), in order; at most 1,000. The counts tell
     * when there were more.
     *
     * @generated from field: repeated throughline.v1.StreamResult failures = 3;
     */
    failures: StreamResult[];
};
/**
 * Describes the message throughline.v1.StreamInteractionsResponse.
 * Use `create(StreamInteractionsResponseSchema)` to create a new message.
 */
export declare const StreamInteractionsResponseSchema: GenMessage<StreamInteractionsResponse>;
/**
 * StreamResult says what became of one item of a stream.
 *
 * @generated from message throughline.v1.StreamResult
 */
export type StreamResult = Message<"throughline.v1.StreamResult"> & {
    /**
     * Index of the item's message in the stream, from 0.
     *
     * @generated from field: int64 batch = 1;
     */
    batch: bigint;
    /**
     * What became of the item; its index counts within that message.
     *
     * @generated from field: throughline.v1.PushResult result = 2;
     */
    result?: PushResult | undefined;
};
/**
 * Describes the message throughline.v1.StreamResult.
 * Use `create(StreamResultSchema)` to create a new message.
 */
export declare const StreamResultSchema: GenMessage<StreamResult>;
/**
 * Request of PushAccounts.
 *
 * @generated from message throughline.v1.PushAccountsRequest
 */
export type PushAccountsRequest = Message<"throughline.v1.PushAccountsRequest"> & {
    /**
     * "tenants/{tenant}", the tenant of the API key.
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * 1 to 1,000 accounts.
     *
     * @generated from field: repeated throughline.v1.Account accounts = 2;
     */
    accounts: Account[];
};
/**
 * Describes the message throughline.v1.PushAccountsRequest.
 * Use `create(PushAccountsRequestSchema)` to create a new message.
 */
export declare const PushAccountsRequestSchema: GenMessage<PushAccountsRequest>;
/**
 * Response of PushAccounts.
 *
 * @generated from message throughline.v1.PushAccountsResponse
 */
export type PushAccountsResponse = Message<"throughline.v1.PushAccountsResponse"> & {
    /**
     * One for each item of the request, in its order.
     *
     * @generated from field: repeated throughline.v1.PushResult results = 1;
     */
    results: PushResult[];
    /**
     * How many of each.
     *
     * @generated from field: throughline.v1.PushCounts counts = 2;
     */
    counts?: PushCounts | undefined;
};
/**
 * Describes the message throughline.v1.PushAccountsResponse.
 * Use `create(PushAccountsResponseSchema)` to create a new message.
 */
export declare const PushAccountsResponseSchema: GenMessage<PushAccountsResponse>;
/**
 * Request of PushLocations.
 *
 * @generated from message throughline.v1.PushLocationsRequest
 */
export type PushLocationsRequest = Message<"throughline.v1.PushLocationsRequest"> & {
    /**
     * "tenants/{tenant}", the tenant of the API key.
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * 1 to 1,000 locations.
     *
     * @generated from field: repeated throughline.v1.Location locations = 2;
     */
    locations: Location[];
};
/**
 * Describes the message throughline.v1.PushLocationsRequest.
 * Use `create(PushLocationsRequestSchema)` to create a new message.
 */
export declare const PushLocationsRequestSchema: GenMessage<PushLocationsRequest>;
/**
 * Response of PushLocations.
 *
 * @generated from message throughline.v1.PushLocationsResponse
 */
export type PushLocationsResponse = Message<"throughline.v1.PushLocationsResponse"> & {
    /**
     * One for each item of the request, in its order.
     *
     * @generated from field: repeated throughline.v1.PushResult results = 1;
     */
    results: PushResult[];
    /**
     * How many of each.
     *
     * @generated from field: throughline.v1.PushCounts counts = 2;
     */
    counts?: PushCounts | undefined;
};
/**
 * Describes the message throughline.v1.PushLocationsResponse.
 * Use `create(PushLocationsResponseSchema)` to create a new message.
 */
export declare const PushLocationsResponseSchema: GenMessage<PushLocationsResponse>;
/**
 * Request of PushCommercialRecords.
 *
 * @generated from message throughline.v1.PushCommercialRecordsRequest
 */
export type PushCommercialRecordsRequest = Message<"throughline.v1.PushCommercialRecordsRequest"> & {
    /**
     * "tenants/{tenant}", the tenant of the API key.
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * 1 to 1,000 commercial records.
     *
     * @generated from field: repeated throughline.v1.CommercialRecord commercial_records = 2;
     */
    commercialRecords: CommercialRecord[];
};
/**
 * Describes the message throughline.v1.PushCommercialRecordsRequest.
 * Use `create(PushCommercialRecordsRequestSchema)` to create a new message.
 */
export declare const PushCommercialRecordsRequestSchema: GenMessage<PushCommercialRecordsRequest>;
/**
 * Response of PushCommercialRecords.
 *
 * @generated from message throughline.v1.PushCommercialRecordsResponse
 */
export type PushCommercialRecordsResponse = Message<"throughline.v1.PushCommercialRecordsResponse"> & {
    /**
     * One for each item of the request, in its order.
     *
     * @generated from field: repeated throughline.v1.PushResult results = 1;
     */
    results: PushResult[];
    /**
     * How many of each.
     *
     * @generated from field: throughline.v1.PushCounts counts = 2;
     */
    counts?: PushCounts | undefined;
};
/**
 * Describes the message throughline.v1.PushCommercialRecordsResponse.
 * Use `create(PushCommercialRecordsResponseSchema)` to create a new message.
 */
export declare const PushCommercialRecordsResponseSchema: GenMessage<PushCommercialRecordsResponse>;
/**
 * Request of GetInteraction.
 *
 * @generated from message throughline.v1.GetInteractionRequest
 */
export type GetInteractionRequest = Message<"throughline.v1.GetInteractionRequest"> & {
    /**
     * "tenants/{tenant}/interactions/{interaction}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetInteractionRequest.
 * Use `create(GetInteractionRequestSchema)` to create a new message.
 */
export declare const GetInteractionRequestSchema: GenMessage<GetInteractionRequest>;
/**
 * Request of ListInteractions.
 *
 * @generated from message throughline.v1.ListInteractionsRequest
 */
export type ListInteractionsRequest = Message<"throughline.v1.ListInteractionsRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most interactions in one page: 1 to 500; 0 means 50. A page may hold fewer.
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
     * Only what comes from this system; empty for all.
     *
     * @generated from field: string source_system = 4;
     */
    sourceSystem: string;
    /**
     * Only what has this id in its source system; empty for all.
     *
     * @generated from field: string external_id = 5;
     */
    externalId: string;
};
/**
 * Describes the message throughline.v1.ListInteractionsRequest.
 * Use `create(ListInteractionsRequestSchema)` to create a new message.
 */
export declare const ListInteractionsRequestSchema: GenMessage<ListInteractionsRequest>;
/**
 * Response of ListInteractions.
 *
 * @generated from message throughline.v1.ListInteractionsResponse
 */
export type ListInteractionsResponse = Message<"throughline.v1.ListInteractionsResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.Interaction interactions = 1;
     */
    interactions: Interaction[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListInteractionsResponse.
 * Use `create(ListInteractionsResponseSchema)` to create a new message.
 */
export declare const ListInteractionsResponseSchema: GenMessage<ListInteractionsResponse>;
/**
 * PushStatus says what became of one pushed item.
 *
 * @generated from enum throughline.v1.PushStatus
 */
export declare enum PushStatus {
    /**
     * Not set.
     *
     * @generated from enum value: PUSH_STATUS_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * It is new and stored.
     *
     * @generated from enum value: PUSH_STATUS_ACCEPTED = 1;
     */
    ACCEPTED = 1,
    /**
     * It replaced what was stored under its id. Never for interactions.
     *
     * @generated from enum value: PUSH_STATUS_UPDATED = 2;
     */
    UPDATED = 2,
    /**
     * The same is stored already; nothing was done.
     *
     * @generated from enum value: PUSH_STATUS_DUPLICATE = 3;
     */
    DUPLICATE = 3,
    /**
     * An interaction with the same identity and other content is stored already. It stays, and
     * this one is not stored.
     *
     * @generated from enum value: PUSH_STATUS_CONFLICT = 4;
     */
    CONFLICT = 4,
    /**
     * It breaks the rules that violations name, and is not stored. Sending it again never helps.
     *
     * @generated from enum value: PUSH_STATUS_REJECTED = 5;
     */
    REJECTED = 5
}
/**
 * Describes the enum throughline.v1.PushStatus.
 */
export declare const PushStatusSchema: GenEnum<PushStatus>;
/**
 * ViolationReason says why an item was not stored.
 *
 * @generated from enum throughline.v1.ViolationReason
 */
export declare enum ViolationReason {
    /**
     * Not set.
     *
     * @generated from enum value: VIOLATION_REASON_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * The field must be given and is not.
     *
     * @generated from enum value: VIOLATION_REASON_MISSING = 1;
     */
    MISSING = 1,
    /**
     * The value does not have the form that is asked for.
     *
     * @generated from enum value: VIOLATION_REASON_MALFORMED = 2;
     */
    MALFORMED = 2,
    /**
     * The value is not among those that are allowed.
     *
     * @generated from enum value: VIOLATION_REASON_UNKNOWN_VALUE = 3;
     */
    UNKNOWN_VALUE = 3,
    /**
     * The value is outside the range that is allowed.
     *
     * @generated from enum value: VIOLATION_REASON_OUT_OF_RANGE = 4;
     */
    OUT_OF_RANGE = 4,
    /**
     * The value is longer, or has more entries, than allowed.
     *
     * @generated from enum value: VIOLATION_REASON_TOO_LONG = 5;
     */
    TOO_LONG = 5,
    /**
     * The time is further ahead than allowed.
     *
     * @generated from enum value: VIOLATION_REASON_IN_FUTURE = 6;
     */
    IN_FUTURE = 6,
    /**
     * The text is not valid UTF-8.
     *
     * @generated from enum value: VIOLATION_REASON_INVALID_UTF8 = 7;
     */
    INVALID_UTF8 = 7,
    /**
     * The text holds a NUL byte.
     *
     * @generated from enum value: VIOLATION_REASON_NUL_BYTE = 8;
     */
    NUL_BYTE = 8,
    /**
     * No turn holds any text.
     *
     * @generated from enum value: VIOLATION_REASON_NO_TEXT = 9;
     */
    NO_TEXT = 9,
    /**
     * An earlier item of the same batch has the same identity and other content.
     *
     * @generated from enum value: VIOLATION_REASON_REPEATED_IN_BATCH = 10;
     */
    REPEATED_IN_BATCH = 10,
    /**
     * An interaction with the same identity and other content is stored already.
     *
     * @generated from enum value: VIOLATION_REASON_CONTENT_DIFFERS = 11;
     */
    CONTENT_DIFFERS = 11
}
/**
 * Describes the enum throughline.v1.ViolationReason.
 */
export declare const ViolationReasonSchema: GenEnum<ViolationReason>;
/**
 * IngestionService takes in what customers said, and what is known of accounts, locations and
 * commercial records.
 *
 * Every item of a batch is judged alone: the good ones are stored, and each bad one comes back
 * with its index, the field and the reason. An OK answer means that everything it does not name
 * as rejected is stored for good. Sending the same batch again is harmless: items are recognised
 * by their identity, so after a lost answer simply repeat the request.
 *
 * The rules on the fields of Interaction, Account, Location and CommercialRecord hold for each
 * item; breaking one rejects that item, never the batch. Text of one line, which is all but
 * turns and attributes, holds no control characters.
 *
 * @generated from service throughline.v1.IngestionService
 */
export declare const IngestionService: GenService<{
    /**
     * Stores up to 1,000 interactions. They are understood and grouped within seconds, and every
     * alert they touch is updated.
     *
     * An interaction is identified by (source_system, external_id) and is immutable: sent again
     * with the same content it is a duplicate, with other content a conflict, and what was stored
     * first stays.
     *
     * Needs role ingester. Errors: FIELD_INVALID when the batch itself is wrong (empty, more than
     * 1,000 items), REQUEST_TOO_LARGE, RATE_LIMITED, STORAGE_UNAVAILABLE.
     *
     * @generated from rpc throughline.v1.IngestionService.PushInteractions
     */
    pushInteractions: {
        methodKind: "unary";
        input: typeof PushInteractionsRequestSchema;
        output: typeof PushInteractionsResponseSchema;
    };
    /**
     * Stores a stream of batches, each as PushInteractions does, and answers once at the end: the
     * counts, and every item that was not accepted.
     *
     * Batches are stored one after the other as they arrive; the server reads no further than it
     * has stored. When the stream breaks without an answer, some leading batches are stored: send
     * the whole stream again, or go on with PushInteractions, which answers for each batch.
     *
     * As JSON: one request object after the other in the body, such as one a line.
     * Needs role ingester. Errors: as PushInteractions; an error ends the stream.
     *
     * @generated from rpc throughline.v1.IngestionService.StreamInteractions
     */
    streamInteractions: {
        methodKind: "client_streaming";
        input: typeof StreamInteractionsRequestSchema;
        output: typeof StreamInteractionsResponseSchema;
    };
    /**
     * Stores up to 1,000 accounts. An account that is known already is replaced when it differs.
     * Every alert that it touches is measured again.
     *
     * Needs role ingester. Errors: as PushInteractions.
     *
     * @generated from rpc throughline.v1.IngestionService.PushAccounts
     */
    pushAccounts: {
        methodKind: "unary";
        input: typeof PushAccountsRequestSchema;
        output: typeof PushAccountsResponseSchema;
    };
    /**
     * Stores up to 1,000 locations. A location that is known already is replaced when it differs.
     *
     * Needs role ingester. Errors: as PushInteractions.
     *
     * @generated from rpc throughline.v1.IngestionService.PushLocations
     */
    pushLocations: {
        methodKind: "unary";
        input: typeof PushLocationsRequestSchema;
        output: typeof PushLocationsResponseSchema;
    };
    /**
     * Stores up to 1,000 commercial records. A record that is known already is replaced when it
     * differs, so a record whose status moves on is sent again.
     *
     * Needs role ingester. Errors: as PushInteractions.
     *
     * @generated from rpc throughline.v1.IngestionService.PushCommercialRecords
     */
    pushCommercialRecords: {
        methodKind: "unary";
        input: typeof PushCommercialRecordsRequestSchema;
        output: typeof PushCommercialRecordsResponseSchema;
    };
    /**
     * Reads one interaction, its text redacted. Needs role viewer.
     * Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.IngestionService.GetInteraction
     */
    getInteraction: {
        methodKind: "unary";
        input: typeof GetInteractionRequestSchema;
        output: typeof InteractionSchema;
    };
    /**
     * Lists interactions, their text redacted, the latest that happened first. Needs role viewer.
     * Errors: FIELD_INVALID, PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.IngestionService.ListInteractions
     */
    listInteractions: {
        methodKind: "unary";
        input: typeof ListInteractionsRequestSchema;
        output: typeof ListInteractionsResponseSchema;
    };
}>;
