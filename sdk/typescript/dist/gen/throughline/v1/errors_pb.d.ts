import type { GenEnum, GenFile } from "@bufbuild/protobuf/codegenv2";
/**
 * Describes the file throughline/v1/errors.proto.
 */
export declare const file_throughline_v1_errors: GenFile;
/**
 * ErrorReason says why a call failed. The name without "ERROR_REASON_" is the reason of
 * google.rpc.ErrorInfo. A client must be ready for reasons that it does not know: the status
 * code alone says what kind of error it is.
 *
 * @generated from enum throughline.v1.ErrorReason
 */
export declare enum ErrorReason {
    /**
     * Not set.
     *
     * @generated from enum value: ERROR_REASON_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * UNAUTHENTICATED. The call carries no API key. Send "authorization: Bearer tl_live_…".
     *
     * @generated from enum value: ERROR_REASON_API_KEY_MISSING = 1;
     */
    API_KEY_MISSING = 1,
    /**
     * UNAUTHENTICATED. The key is misspelt, unknown, expired or revoked; which one is not told.
     * Ask an admin of the tenant for another.
     *
     * @generated from enum value: ERROR_REASON_API_KEY_INVALID = 2;
     */
    API_KEY_INVALID = 2,
    /**
     * PERMISSION_DENIED. The key's role does not allow this call; metadata "required_role" names
     * the least role that does. Use another key.
     *
     * @generated from enum value: ERROR_REASON_ROLE_INSUFFICIENT = 3;
     */
    ROLE_INSUFFICIENT = 3,
    /**
     * INVALID_ARGUMENT. One or more fields are wrong, listed in google.rpc.BadRequest. Correct
     * them; the same request never succeeds.
     *
     * @generated from enum value: ERROR_REASON_FIELD_INVALID = 10;
     */
    FIELD_INVALID = 10,
    /**
     * INVALID_ARGUMENT. The page token was changed, or belongs to a request with other filters.
     * List from the first page again.
     *
     * @generated from enum value: ERROR_REASON_PAGE_TOKEN_INVALID = 11;
     */
    PAGE_TOKEN_INVALID = 11,
    /**
     * INVALID_ARGUMENT. The resume token was not made by WatchAlerts for this tenant and filter.
     * Watch without one.
     *
     * @generated from enum value: ERROR_REASON_RESUME_TOKEN_INVALID = 12;
     */
    RESUME_TOKEN_INVALID = 12,
    /**
     * OUT_OF_RANGE. What followed the resume token is no longer kept, so changes would be skipped.
     * Watch without a token, then list to catch up.
     *
     * @generated from enum value: ERROR_REASON_RESUME_TOKEN_EXPIRED = 13;
     */
    RESUME_TOKEN_EXPIRED = 13,
    /**
     * INVALID_ARGUMENT. The request id was used for a different request. Use a fresh one.
     *
     * @generated from enum value: ERROR_REASON_REQUEST_ID_REUSED = 14;
     */
    REQUEST_ID_REUSED = 14,
    /**
     * INVALID_ARGUMENT. The body is not valid JSON or protobuf, or not valid UTF-8 where only
     * that is allowed. Correct the encoding.
     *
     * @generated from enum value: ERROR_REASON_MESSAGE_MALFORMED = 15;
     */
    MESSAGE_MALFORMED = 15,
    /**
     * INVALID_ARGUMENT. A webhook address is not https, or leads into a private or local network.
     * Use a public address, or have whoever runs the server allow that network.
     *
     * @generated from enum value: ERROR_REASON_DESTINATION_ADDRESS_FORBIDDEN = 16;
     */
    DESTINATION_ADDRESS_FORBIDDEN = 16,
    /**
     * NOT_FOUND. There is no such resource in the key's tenant. Resources of other tenants look
     * the same.
     *
     * @generated from enum value: ERROR_REASON_RESOURCE_NOT_FOUND = 20;
     */
    RESOURCE_NOT_FOUND = 20,
    /**
     * ALREADY_EXISTS. A resource with the same identity exists; metadata "resource" names it.
     *
     * @generated from enum value: ERROR_REASON_RESOURCE_ALREADY_EXISTS = 21;
     */
    RESOURCE_ALREADY_EXISTS = 21,
    /**
     * FAILED_PRECONDITION. Other resources still refer to this one: a destination that routes
     * lead to. Delete those first.
     *
     * @generated from enum value: ERROR_REASON_RESOURCE_IN_USE = 22;
     */
    RESOURCE_IN_USE = 22,
    /**
     * ABORTED. The resource has changed since its etag was read. Read it again, apply the change
     * to what it is now, and send that. Where a decision was refused, the details hold the review
     * item, mention or cluster as it is now.
     *
     * @generated from enum value: ERROR_REASON_ETAG_MISMATCH = 23;
     */
    ETAG_MISMATCH = 23,
    /**
     * FAILED_PRECONDITION. The mention cannot be explained: the model of today quotes none of its
     * words, or its interaction is longer than is explained. The message says which. Metadata
     * "model" and "mention_model" are the versions of the model of today and of the one that found
     * the mention. The same request succeeds at the earliest with another model or journey map.
     *
     * @generated from enum value: ERROR_REASON_EXPLANATION_UNAVAILABLE = 24;
     */
    EXPLANATION_UNAVAILABLE = 24,
    /**
     * FAILED_PRECONDITION. What is decided is so already: the mentions are in that cluster, the
     * clusters are one, the title is the same. The message says which. Nothing was done.
     *
     * @generated from enum value: ERROR_REASON_DECISION_CHANGES_NOTHING = 25;
     */
    DECISION_CHANGES_NOTHING = 25,
    /**
     * FAILED_PRECONDITION. A later decision is about the same mentions or clusters; the message names
     * it. Undo that one first.
     *
     * @generated from enum value: ERROR_REASON_DECISION_STOOD_UPON = 26;
     */
    DECISION_STOOD_UPON = 26,
    /**
     * FAILED_PRECONDITION. The tenant asks for a second reviewer, so mentions are decided one by one,
     * with DecideReviewItem.
     *
     * @generated from enum value: ERROR_REASON_SECOND_REVIEW_REQUIRED = 27;
     */
    SECOND_REVIEW_REQUIRED = 27,
    /**
     * RESOURCE_EXHAUSTED. The request, or what its compressed body unpacks to, is larger than the
     * server accepts (4 MiB unless it was set otherwise). Send smaller batches; the same request
     * never succeeds.
     *
     * @generated from enum value: ERROR_REASON_REQUEST_TOO_LARGE = 30;
     */
    REQUEST_TOO_LARGE = 30,
    /**
     * RESOURCE_EXHAUSTED. The tenant sends more than its rate allows, with RetryInfo. Wait so
     * long, then send the same request.
     *
     * @generated from enum value: ERROR_REASON_RATE_LIMITED = 31;
     */
    RATE_LIMITED = 31,
    /**
     * UNAVAILABLE. The database does not answer, with RetryInfo. Nothing that was acknowledged is
     * lost; whether this request was done is unknown. Send it again: repeats are recognised.
     *
     * @generated from enum value: ERROR_REASON_STORAGE_UNAVAILABLE = 40;
     */
    STORAGE_UNAVAILABLE = 40,
    /**
     * UNAVAILABLE. The server is stopping, with RetryInfo. Send the request again.
     *
     * @generated from enum value: ERROR_REASON_SERVER_STOPPING = 41;
     */
    SERVER_STOPPING = 41,
    /**
     * UNAVAILABLE. The server works on as many calls as it can at once, with RetryInfo. Nothing was
     * done. Wait so long, then send the same request.
     *
     * @generated from enum value: ERROR_REASON_SERVER_BUSY = 44;
     */
    SERVER_BUSY = 44,
    /**
     * DEADLINE_EXCEEDED. The call's deadline passed; whether it was done is unknown. Send it
     * again with more time: repeats are recognised.
     *
     * @generated from enum value: ERROR_REASON_DEADLINE_EXCEEDED = 42;
     */
    DEADLINE_EXCEEDED = 42,
    /**
     * CANCELLED. The caller gave up.
     *
     * @generated from enum value: ERROR_REASON_CALL_CANCELLED = 43;
     */
    CALL_CANCELLED = 43,
    /**
     * UNIMPLEMENTED. There is no such method.
     *
     * @generated from enum value: ERROR_REASON_METHOD_UNKNOWN = 50;
     */
    METHOD_UNKNOWN = 50,
    /**
     * INTERNAL. A fault of the server. The request id leads whoever runs it to the cause.
     *
     * @generated from enum value: ERROR_REASON_INTERNAL = 51;
     */
    INTERNAL = 51
}
/**
 * Describes the enum throughline.v1.ErrorReason.
 */
export declare const ErrorReasonSchema: GenEnum<ErrorReason>;
