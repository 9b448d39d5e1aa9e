import type { GenEnum, GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { AlertState } from "./alert_pb.js";
import type { Mention } from "./cluster_pb.js";
import type { FailureMode, Quote, Seam } from "./common_pb.js";
import type { Decision, DecisionSchema } from "./decision_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/review.proto.
 */
export declare const file_throughline_v1_review: GenFile;
/**
 * ReviewItem is one thing that waits for a person: a mention that is too weak for any cluster, or
 * an alert near a decision.
 *
 * @generated from message throughline.v1.ReviewItem
 */
export type ReviewItem = Message<"throughline.v1.ReviewItem"> & {
    /**
     * "tenants/{tenant}/reviewItems/{review_item}", the UUID of what is reviewed.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * What is reviewed.
     *
     * @generated from oneof throughline.v1.ReviewItem.subject
     */
    subject: {
        /**
         * A mention, "tenants/{tenant}/mentions/{mention}".
         *
         * @generated from field: string mention = 2;
         */
        value: string;
        case: "mention";
    } | {
        /**
         * An alert, "tenants/{tenant}/alerts/{alert}".
         *
         * @generated from field: string alert = 3;
         */
        value: string;
        case: "alert";
    } | {
        case: undefined;
        value?: undefined;
    };
    /**
     * Why it waits, in words with figures.
     *
     * @generated from field: string reason = 4;
     */
    reason: string;
    /**
     * The customer's exact words; of an alert those that tell it best.
     *
     * @generated from field: repeated throughline.v1.Quote quotes = 5;
     */
    quotes: Quote[];
    /**
     * The cluster that the mention fits best, "tenants/{tenant}/clusters/{cluster}"; empty when it
     * fits none. Of an alert its own.
     *
     * @generated from field: string suggested_cluster = 6;
     */
    suggestedCluster: string;
    /**
     * When it began to wait: when the interaction happened, when the alert last changed.
     *
     * @generated from field: google.protobuf.Timestamp created_at = 7;
     */
    createdAt?: Timestamp | undefined;
    /**
     * The decision that holds; unset while there is none.
     *
     * @generated from field: throughline.v1.ReviewDecision decision = 8;
     */
    decision?: ReviewDecision | undefined;
    /**
     * Changes with every decision.
     *
     * @generated from field: string etag = 9;
     */
    etag: string;
    /**
     * What a decision would change: exposure times uncertainty. Items come in this order.
     *
     * @generated from field: double priority = 10;
     */
    priority: number;
    /**
     * Customers that the decision is about: of the alert, or of the cluster that the mention would
     * join, and itself.
     *
     * @generated from field: double exposure = 11;
     */
    exposure: number;
    /**
     * How open the decision is, 0 (plain) to 1 (as likely as not): of a mention 1 - |2 confidence - 1|,
     * of an alert how near the threshold that it fails most is to being met.
     *
     * @generated from field: double uncertainty = 12;
     */
    uncertainty: number;
    /**
     * What reviewers have said since it was last decided, where the tenant asks for a second.
     *
     * @generated from field: repeated throughline.v1.ReviewDecision opinions = 13;
     */
    opinions: ReviewDecision[];
    /**
     * Two reviewers differ: a third opinion, or one that changes, decides.
     *
     * @generated from field: bool disagreed = 14;
     */
    disagreed: boolean;
};
/**
 * Describes the message throughline.v1.ReviewItem.
 * Use `create(ReviewItemSchema)` to create a new message.
 */
export declare const ReviewItemSchema: GenMessage<ReviewItem>;
/**
 * ReviewDecision is what a person said of an item.
 *
 * @generated from message throughline.v1.ReviewDecision
 */
export type ReviewDecision = Message<"throughline.v1.ReviewDecision"> & {
    /**
     * What was said.
     *
     * @generated from field: throughline.v1.ReviewVerdict verdict = 1;
     */
    verdict: ReviewVerdict;
    /**
     * The cluster that it belongs to, "tenants/{tenant}/clusters/{cluster}"; empty when none was
     * named.
     *
     * @generated from field: string cluster = 2;
     */
    cluster: string;
    /**
     * Who decided: the API key, "tenants/{tenant}/apiKeys/{api_key}".
     *
     * @generated from field: string reviewer = 3;
     */
    reviewer: string;
    /**
     * When.
     *
     * @generated from field: google.protobuf.Timestamp decided_at = 4;
     */
    decidedAt?: Timestamp | undefined;
    /**
     * Why, in the reviewer's words; may be empty.
     *
     * @generated from field: string comment = 5;
     */
    comment: string;
    /**
     * The decision in full, "tenants/{tenant}/decisions/{decision}"; empty for an opinion.
     *
     * @generated from field: string decision = 6;
     */
    decision: string;
};
/**
 * Describes the message throughline.v1.ReviewDecision.
 * Use `create(ReviewDecisionSchema)` to create a new message.
 */
export declare const ReviewDecisionSchema: GenMessage<ReviewDecision>;
/**
 * Request of ListReviewItems.
 *
 * @generated from message throughline.v1.ListReviewItemsRequest
 */
export type ListReviewItemsRequest = Message<"throughline.v1.ListReviewItemsRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most items in one page: 1 to 500; 0 means 50. A page may hold fewer.
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
     * Only these.
     *
     * @generated from field: throughline.v1.ReviewItemFilter filter = 4;
     */
    filter: ReviewItemFilter;
    /**
     * Only mentions that fit this cluster best, and its alert, "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string suggested_cluster = 5;
     */
    suggestedCluster: string;
};
/**
 * Describes the message throughline.v1.ListReviewItemsRequest.
 * Use `create(ListReviewItemsRequestSchema)` to create a new message.
 */
export declare const ListReviewItemsRequestSchema: GenMessage<ListReviewItemsRequest>;
/**
 * Response of ListReviewItems.
 *
 * @generated from message throughline.v1.ListReviewItemsResponse
 */
export type ListReviewItemsResponse = Message<"throughline.v1.ListReviewItemsResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.ReviewItem review_items = 1;
     */
    reviewItems: ReviewItem[];
    /**
     * Gives the next page; empty on the last one. An item whose priority changes meanwhile may be
     * missed or come twice.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListReviewItemsResponse.
 * Use `create(ListReviewItemsResponseSchema)` to create a new message.
 */
export declare const ListReviewItemsResponseSchema: GenMessage<ListReviewItemsResponse>;
/**
 * Request of GetReviewItem.
 *
 * @generated from message throughline.v1.GetReviewItemRequest
 */
export type GetReviewItemRequest = Message<"throughline.v1.GetReviewItemRequest"> & {
    /**
     * "tenants/{tenant}/reviewItems/{review_item}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetReviewItemRequest.
 * Use `create(GetReviewItemRequestSchema)` to create a new message.
 */
export declare const GetReviewItemRequestSchema: GenMessage<GetReviewItemRequest>;
/**
 * Request of DecideReviewItem.
 *
 * @generated from message throughline.v1.DecideReviewItemRequest
 */
export type DecideReviewItemRequest = Message<"throughline.v1.DecideReviewItemRequest"> & {
    /**
     * "tenants/{tenant}/reviewItems/{review_item}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * What to say.
     *
     * @generated from field: throughline.v1.ReviewVerdict verdict = 2;
     */
    verdict: ReviewVerdict;
    /**
     * The cluster that it belongs to, "tenants/{tenant}/clusters/{cluster}": needed for MOVED; for
     * CONFIRMED the one that fits best when it is empty; not allowed otherwise.
     *
     * @generated from field: string cluster = 3;
     */
    cluster: string;
    /**
     * Why, in words; may be empty. Personal data in it is redacted.
     *
     * @generated from field: string comment = 4;
     */
    comment: string;
    /**
     * etag of the item as it was looked at: the call fails when it has changed since. Empty for no
     * check.
     *
     * @generated from field: string etag = 5;
     */
    etag: string;
    /**
     * A UUID of the client's making: the same request within 24 hours gets the first answer.
     *
     * @generated from field: string request_id = 6;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.DecideReviewItemRequest.
 * Use `create(DecideReviewItemRequestSchema)` to create a new message.
 */
export declare const DecideReviewItemRequestSchema: GenMessage<DecideReviewItemRequest>;
/**
 * Response of DecideReviewItem.
 *
 * @generated from message throughline.v1.DecideReviewItemResponse
 */
export type DecideReviewItemResponse = Message<"throughline.v1.DecideReviewItemResponse"> & {
    /**
     * The item as it is now.
     *
     * @generated from field: throughline.v1.ReviewItem review_item = 1;
     */
    reviewItem?: ReviewItem | undefined;
    /**
     * The decision; unset when this was an opinion that no other reviewer shares yet.
     *
     * @generated from field: throughline.v1.Decision decision = 2;
     */
    decision?: Decision | undefined;
};
/**
 * Describes the message throughline.v1.DecideReviewItemResponse.
 * Use `create(DecideReviewItemResponseSchema)` to create a new message.
 */
export declare const DecideReviewItemResponseSchema: GenMessage<DecideReviewItemResponse>;
/**
 * Request of BatchDecide.
 *
 * @generated from message throughline.v1.BatchDecideRequest
 */
export type BatchDecideRequest = Message<"throughline.v1.BatchDecideRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * The mentions, "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: repeated string mentions = 2;
     */
    mentions: string[];
    /**
     * What to say.
     *
     * @generated from field: throughline.v1.ReviewVerdict verdict = 3;
     */
    verdict: ReviewVerdict;
    /**
     * As of DecideReviewItem.
     *
     * @generated from field: string cluster = 4;
     */
    cluster: string;
    /**
     * Why, in words; may be empty. Personal data in it is redacted.
     *
     * @generated from field: string comment = 5;
     */
    comment: string;
    /**
     * A UUID of the client's making: the same request within 24 hours gets the first answer.
     *
     * @generated from field: string request_id = 6;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.BatchDecideRequest.
 * Use `create(BatchDecideRequestSchema)` to create a new message.
 */
export declare const BatchDecideRequestSchema: GenMessage<BatchDecideRequest>;
/**
 * Request of ListSimilarMentions.
 *
 * @generated from message throughline.v1.ListSimilarMentionsRequest
 */
export type ListSimilarMentionsRequest = Message<"throughline.v1.ListSimilarMentionsRequest"> & {
    /**
     * "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * Most mentions: 1 to 500; 0 means 50.
     *
     * @generated from field: int32 page_size = 2;
     */
    pageSize: number;
    /**
     * The cut-off: only mentions with at least this score, 0 to 1.
     *
     * @generated from field: double min_score = 3;
     */
    minScore: number;
};
/**
 * Describes the message throughline.v1.ListSimilarMentionsRequest.
 * Use `create(ListSimilarMentionsRequestSchema)` to create a new message.
 */
export declare const ListSimilarMentionsRequestSchema: GenMessage<ListSimilarMentionsRequest>;
/**
 * Response of ListSimilarMentions.
 *
 * @generated from message throughline.v1.ListSimilarMentionsResponse
 */
export type ListSimilarMentionsResponse = Message<"throughline.v1.ListSimilarMentionsResponse"> & {
    /**
     * The mentions, the likeliest first.
     *
     * @generated from field: repeated throughline.v1.SimilarMention similar_mentions = 1;
     */
    similarMentions: SimilarMention[];
};
/**
 * Describes the message throughline.v1.ListSimilarMentionsResponse.
 * Use `create(ListSimilarMentionsResponseSchema)` to create a new message.
 */
export declare const ListSimilarMentionsResponseSchema: GenMessage<ListSimilarMentionsResponse>;
/**
 * SimilarMention is a mention with how likely it tells of the same break.
 *
 * @generated from message throughline.v1.SimilarMention
 */
export type SimilarMention = Message<"throughline.v1.SimilarMention"> & {
    /**
     * The mention.
     *
     * @generated from field: throughline.v1.Mention mention = 1;
     */
    mention?: Mention | undefined;
    /**
     * 0 to 1.
     *
     * @generated from field: double score = 2;
     */
    score: number;
};
/**
 * Describes the message throughline.v1.SimilarMention.
 * Use `create(SimilarMentionSchema)` to create a new message.
 */
export declare const SimilarMentionSchema: GenMessage<SimilarMention>;
/**
 * Request of PreviewDecision.
 *
 * @generated from message throughline.v1.PreviewDecisionRequest
 */
export type PreviewDecisionRequest = Message<"throughline.v1.PreviewDecisionRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * What would be done.
     *
     * @generated from oneof throughline.v1.PreviewDecisionRequest.action
     */
    action: {
        /**
         * A decision. Of it kind, mentions, cluster, clusters and title count.
         *
         * @generated from field: throughline.v1.Decision decision = 2;
         */
        value: Decision;
        case: "decision";
    } | {
        /**
         * A decision that would be undone, "tenants/{tenant}/decisions/{decision}".
         *
         * @generated from field: string undo = 3;
         */
        value: string;
        case: "undo";
    } | {
        case: undefined;
        value?: undefined;
    };
};
/**
 * Describes the message throughline.v1.PreviewDecisionRequest.
 * Use `create(PreviewDecisionRequestSchema)` to create a new message.
 */
export declare const PreviewDecisionRequestSchema: GenMessage<PreviewDecisionRequest>;
/**
 * Response of PreviewDecision.
 *
 * @generated from message throughline.v1.PreviewDecisionResponse
 */
export type PreviewDecisionResponse = Message<"throughline.v1.PreviewDecisionResponse"> & {
    /**
     * The clusters that would change.
     *
     * @generated from field: repeated throughline.v1.ClusterChange clusters = 1;
     */
    clusters: ClusterChange[];
    /**
     * The alerts whose state would change.
     *
     * @generated from field: repeated throughline.v1.AlertStateChange alerts = 2;
     */
    alerts: AlertStateChange[];
};
/**
 * Describes the message throughline.v1.PreviewDecisionResponse.
 * Use `create(PreviewDecisionResponseSchema)` to create a new message.
 */
export declare const PreviewDecisionResponseSchema: GenMessage<PreviewDecisionResponse>;
/**
 * ClusterChange is a cluster before and after.
 *
 * @generated from message throughline.v1.ClusterChange
 */
export type ClusterChange = Message<"throughline.v1.ClusterChange"> & {
    /**
     * "tenants/{tenant}/clusters/{cluster}"; of a new one the name that it would get.
     *
     * @generated from field: string cluster = 1;
     */
    cluster: string;
    /**
     * As it is; unset for a new one.
     *
     * @generated from field: throughline.v1.ClusterCount before = 2;
     */
    before?: ClusterCount | undefined;
    /**
     * As it would be; unset when it would have no mentions any more.
     *
     * @generated from field: throughline.v1.ClusterCount after = 3;
     */
    after?: ClusterCount | undefined;
    /**
     * Interactions that it would gain.
     *
     * @generated from field: int32 joined_interaction_count = 4;
     */
    joinedInteractionCount: number;
    /**
     * Interactions that it would lose.
     *
     * @generated from field: int32 left_interaction_count = 5;
     */
    leftInteractionCount: number;
    /**
     * Where its name would lead when it has no mentions any more; empty for nowhere.
     *
     * @generated from field: string into = 6;
     */
    into: string;
};
/**
 * Describes the message throughline.v1.ClusterChange.
 * Use `create(ClusterChangeSchema)` to create a new message.
 */
export declare const ClusterChangeSchema: GenMessage<ClusterChange>;
/**
 * ClusterCount is what a cluster comes to.
 *
 * @generated from message throughline.v1.ClusterCount
 */
export type ClusterCount = Message<"throughline.v1.ClusterCount"> & {
    /**
     * The seam.
     *
     * @generated from field: throughline.v1.Seam seam = 1;
     */
    seam?: Seam | undefined;
    /**
     * How the handoff breaks.
     *
     * @generated from field: throughline.v1.FailureMode failure_mode = 2;
     */
    failureMode: FailureMode;
    /**
     * How far its members agree, 0 to 1.
     *
     * @generated from field: double consistency = 3;
     */
    consistency: number;
    /**
     * Mentions.
     *
     * @generated from field: int32 mention_count = 4;
     */
    mentionCount: number;
    /**
     * Interactions that they come from.
     *
     * @generated from field: int32 interaction_count = 5;
     */
    interactionCount: number;
    /**
     * Distinct customers in the policy's window.
     *
     * @generated from field: int32 customer_count = 6;
     */
    customerCount: number;
};
/**
 * Describes the message throughline.v1.ClusterCount.
 * Use `create(ClusterCountSchema)` to create a new message.
 */
export declare const ClusterCountSchema: GenMessage<ClusterCount>;
/**
 * AlertStateChange is an alert whose state would change.
 *
 * @generated from message throughline.v1.AlertStateChange
 */
export type AlertStateChange = Message<"throughline.v1.AlertStateChange"> & {
    /**
     * "tenants/{tenant}/alerts/{alert}".
     *
     * @generated from field: string alert = 1;
     */
    alert: string;
    /**
     * Its cluster.
     *
     * @generated from field: string cluster = 2;
     */
    cluster: string;
    /**
     * State before.
     *
     * @generated from field: throughline.v1.AlertState before = 3;
     */
    before: AlertState;
    /**
     * State after.
     *
     * @generated from field: throughline.v1.AlertState after = 4;
     */
    after: AlertState;
    /**
     * Why, in words with figures.
     *
     * @generated from field: string reason = 5;
     */
    reason: string;
    /**
     * Messages that it would send.
     *
     * @generated from field: int32 delivery_count = 6;
     */
    deliveryCount: number;
};
/**
 * Describes the message throughline.v1.AlertStateChange.
 * Use `create(AlertStateChangeSchema)` to create a new message.
 */
export declare const AlertStateChangeSchema: GenMessage<AlertStateChange>;
/**
 * Request of GetDecision.
 *
 * @generated from message throughline.v1.GetDecisionRequest
 */
export type GetDecisionRequest = Message<"throughline.v1.GetDecisionRequest"> & {
    /**
     * "tenants/{tenant}/decisions/{decision}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetDecisionRequest.
 * Use `create(GetDecisionRequestSchema)` to create a new message.
 */
export declare const GetDecisionRequestSchema: GenMessage<GetDecisionRequest>;
/**
 * Request of ListDecisions.
 *
 * @generated from message throughline.v1.ListDecisionsRequest
 */
export type ListDecisionsRequest = Message<"throughline.v1.ListDecisionsRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most decisions in one page: 1 to 500; 0 means 50. A page may hold fewer.
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
     * Only those that name this mention.
     *
     * @generated from field: string mention = 4;
     */
    mention: string;
    /**
     * Only those that name this cluster, or moved mentions into it or out of it.
     *
     * @generated from field: string cluster = 5;
     */
    cluster: string;
    /**
     * Only those that hold.
     *
     * @generated from field: bool in_force = 6;
     */
    inForce: boolean;
};
/**
 * Describes the message throughline.v1.ListDecisionsRequest.
 * Use `create(ListDecisionsRequestSchema)` to create a new message.
 */
export declare const ListDecisionsRequestSchema: GenMessage<ListDecisionsRequest>;
/**
 * Response of ListDecisions.
 *
 * @generated from message throughline.v1.ListDecisionsResponse
 */
export type ListDecisionsResponse = Message<"throughline.v1.ListDecisionsResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.Decision decisions = 1;
     */
    decisions: Decision[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListDecisionsResponse.
 * Use `create(ListDecisionsResponseSchema)` to create a new message.
 */
export declare const ListDecisionsResponseSchema: GenMessage<ListDecisionsResponse>;
/**
 * Request of UndoDecision.
 *
 * @generated from message throughline.v1.UndoDecisionRequest
 */
export type UndoDecisionRequest = Message<"throughline.v1.UndoDecisionRequest"> & {
    /**
     * "tenants/{tenant}/decisions/{decision}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * Why, in words; may be empty. Personal data in it is redacted.
     *
     * @generated from field: string comment = 2;
     */
    comment: string;
    /**
     * A UUID of the client's making: the same request within 24 hours gets the first answer.
     *
     * @generated from field: string request_id = 3;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.UndoDecisionRequest.
 * Use `create(UndoDecisionRequestSchema)` to create a new message.
 */
export declare const UndoDecisionRequestSchema: GenMessage<UndoDecisionRequest>;
/**
 * Request of GetReviewAgreement.
 *
 * @generated from message throughline.v1.GetReviewAgreementRequest
 */
export type GetReviewAgreementRequest = Message<"throughline.v1.GetReviewAgreementRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetReviewAgreementRequest.
 * Use `create(GetReviewAgreementRequestSchema)` to create a new message.
 */
export declare const GetReviewAgreementRequestSchema: GenMessage<GetReviewAgreementRequest>;
/**
 * ReviewAgreement is how far reviewers agree.
 *
 * @generated from message throughline.v1.ReviewAgreement
 */
export type ReviewAgreement = Message<"throughline.v1.ReviewAgreement"> & {
    /**
     * Mentions of which two reviewers said something: the first two count.
     *
     * @generated from field: int32 item_count = 1;
     */
    itemCount: number;
    /**
     * Of these, on how many both gave the same verdict and the same cluster.
     *
     * @generated from field: int32 agreed_count = 2;
     */
    agreedCount: number;
    /**
     * Mentions on which they differ and nothing is decided yet.
     *
     * @generated from field: int32 disagreed_count = 3;
     */
    disagreedCount: number;
    /**
     * Cohen's kappa of the verdicts: how far they agree beyond chance, at most 1; 0 is no better than
     * chance. Unset for less than two mentions, and when every verdict is the same: then chance
     * explains all.
     *
     * @generated from field: double kappa = 4 [features.field_presence = EXPLICIT];
     */
    kappa: number;
};
/**
 * Describes the message throughline.v1.ReviewAgreement.
 * Use `create(ReviewAgreementSchema)` to create a new message.
 */
export declare const ReviewAgreementSchema: GenMessage<ReviewAgreement>;
/**
 * ReviewSettings is how a tenant reviews. There is one for each tenant.
 *
 * @generated from message throughline.v1.ReviewSettings
 */
export type ReviewSettings = Message<"throughline.v1.ReviewSettings"> & {
    /**
     * "tenants/{tenant}/reviewSettings".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * What one reviewer says of a mention waits for another to say the same.
     *
     * @generated from field: bool second_review = 2;
     */
    secondReview: boolean;
};
/**
 * Describes the message throughline.v1.ReviewSettings.
 * Use `create(ReviewSettingsSchema)` to create a new message.
 */
export declare const ReviewSettingsSchema: GenMessage<ReviewSettings>;
/**
 * Request of UpdateReviewSettings.
 *
 * @generated from message throughline.v1.UpdateReviewSettingsRequest
 */
export type UpdateReviewSettingsRequest = Message<"throughline.v1.UpdateReviewSettingsRequest"> & {
    /**
     * The settings, as a whole.
     *
     * @generated from field: throughline.v1.ReviewSettings review_settings = 1;
     */
    reviewSettings?: ReviewSettings | undefined;
};
/**
 * Describes the message throughline.v1.UpdateReviewSettingsRequest.
 * Use `create(UpdateReviewSettingsRequestSchema)` to create a new message.
 */
export declare const UpdateReviewSettingsRequestSchema: GenMessage<UpdateReviewSettingsRequest>;
/**
 * Request of GetReviewSettings.
 *
 * @generated from message throughline.v1.GetReviewSettingsRequest
 */
export type GetReviewSettingsRequest = Message<"throughline.v1.GetReviewSettingsRequest"> & {
    /**
     * "tenants/{tenant}/reviewSettings".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetReviewSettingsRequest.
 * Use `create(GetReviewSettingsRequestSchema)` to create a new message.
 */
export declare const GetReviewSettingsRequestSchema: GenMessage<GetReviewSettingsRequest>;
/**
 * ReviewVerdict is what a person says of a review item.
 *
 * @generated from enum throughline.v1.ReviewVerdict
 */
export declare enum ReviewVerdict {
    /**
     * Not set.
     *
     * @generated from enum value: REVIEW_VERDICT_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * It is right as suggested: the mention belongs to the cluster, the alert's mentions are breaks.
     *
     * @generated from enum value: REVIEW_VERDICT_CONFIRMED = 1;
     */
    CONFIRMED = 1,
    /**
     * The mention belongs to another cluster.
     *
     * @generated from enum value: REVIEW_VERDICT_MOVED = 2;
     */
    MOVED = 2,
    /**
     * No handoff broke.
     *
     * @generated from enum value: REVIEW_VERDICT_REJECTED = 3;
     */
    REJECTED = 3,
    /**
     * It cannot be told yet.
     *
     * @generated from enum value: REVIEW_VERDICT_HELD = 4;
     */
    HELD = 4
}
/**
 * Describes the enum throughline.v1.ReviewVerdict.
 */
export declare const ReviewVerdictSchema: GenEnum<ReviewVerdict>;
/**
 * ReviewItemFilter narrows the queue.
 *
 * @generated from enum throughline.v1.ReviewItemFilter
 */
export declare enum ReviewItemFilter {
    /**
     * Everything.
     *
     * @generated from enum value: REVIEW_ITEM_FILTER_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Held mentions only.
     *
     * @generated from enum value: REVIEW_ITEM_FILTER_MENTIONS = 1;
     */
    MENTIONS = 1,
    /**
     * Alerts only.
     *
     * @generated from enum value: REVIEW_ITEM_FILTER_ALERTS = 2;
     */
    ALERTS = 2,
    /**
     * Mentions of which two reviewers say different things.
     *
     * @generated from enum value: REVIEW_ITEM_FILTER_DISAGREED = 3;
     */
    DISAGREED = 3
}
/**
 * Describes the enum throughline.v1.ReviewItemFilter.
 */
export declare const ReviewItemFilterSchema: GenEnum<ReviewItemFilter>;
/**
 * ReviewService shows what waits for a person, and takes what people decide. A decision takes
 * effect at once, with everything that comes of it, and holds until it is undone: no later data,
 * consolidation or other reading of the texts breaks it.
 *
 * @generated from service throughline.v1.ReviewService
 */
export declare const ReviewService: GenService<{
    /**
     * Lists what waits for a person: held mentions with a confidence of at least 0.3, and alerts that
     * are held for review or near their thresholds. What a decision would change most comes first:
     * exposure times uncertainty. Of held mentions the thousand with most confidence are looked at.
     * Needs role viewer. Errors: PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.ReviewService.ListReviewItems
     */
    listReviewItems: {
        methodKind: "unary";
        input: typeof ListReviewItemsRequestSchema;
        output: typeof ListReviewItemsResponseSchema;
    };
    /**
     * Reads one item: a mention or alert of any kind, whether it waits or not. Needs role viewer.
     * Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.ReviewService.GetReviewItem
     */
    getReviewItem: {
        methodKind: "unary";
        input: typeof GetReviewItemRequestSchema;
        output: typeof ReviewItemSchema;
    };
    /**
     * Decides one item. Of an alert, all mentions of its cluster are confirmed where they are, moved
     * to the other cluster by merging the two, or rejected.
     *
     * Where the tenant asks for a second reviewer, what is said of a mention is an opinion, until
     * another reviewer says the same; then it is decided. Needs role reviewer. Errors: FIELD_INVALID,
     * RESOURCE_NOT_FOUND, ETAG_MISMATCH, DECISION_CHANGES_NOTHING, REQUEST_ID_REUSED.
     *
     * @generated from rpc throughline.v1.ReviewService.DecideReviewItem
     */
    decideReviewItem: {
        methodKind: "unary";
        input: typeof DecideReviewItemRequestSchema;
        output: typeof DecideReviewItemResponseSchema;
    };
    /**
     * Decides many mentions at once, as one decision that can be undone as one.
     * ListSimilarMentions gives mentions to choose from, by a score. Needs role reviewer. Errors as
     * of DecideReviewItem, and SECOND_REVIEW_REQUIRED where the tenant asks for a second reviewer.
     *
     * @generated from rpc throughline.v1.ReviewService.BatchDecide
     */
    batchDecide: {
        methodKind: "unary";
        input: typeof BatchDecideRequestSchema;
        output: typeof DecisionSchema;
    };
    /**
     * Lists the mentions that most likely tell of the same break as one, in clusters or waiting, the
     * likeliest first. Those that a person rejected are left out. Needs role viewer. Errors:
     * RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.ReviewService.ListSimilarMentions
     */
    listSimilarMentions: {
        methodKind: "unary";
        input: typeof ListSimilarMentionsRequestSchema;
        output: typeof ListSimilarMentionsResponseSchema;
    };
    /**
     * Says what a decision, or undoing one, would change if it were made now, and changes nothing.
     * Needs role viewer. Errors: FIELD_INVALID, RESOURCE_NOT_FOUND, DECISION_CHANGES_NOTHING,
     * DECISION_STOOD_UPON.
     *
     * @generated from rpc throughline.v1.ReviewService.PreviewDecision
     */
    previewDecision: {
        methodKind: "unary";
        input: typeof PreviewDecisionRequestSchema;
        output: typeof PreviewDecisionResponseSchema;
    };
    /**
     * Reads one decision. Needs role viewer. Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.ReviewService.GetDecision
     */
    getDecision: {
        methodKind: "unary";
        input: typeof GetDecisionRequestSchema;
        output: typeof DecisionSchema;
    };
    /**
     * Lists decisions, the latest first, undone ones too. Needs role viewer.
     * Errors: PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.ReviewService.ListDecisions
     */
    listDecisions: {
        methodKind: "unary";
        input: typeof ListDecisionsRequestSchema;
        output: typeof ListDecisionsResponseSchema;
    };
    /**
     * Takes a decision back: its mentions go to where they were, and it binds nothing any more. Needs
     * role reviewer. Errors: RESOURCE_NOT_FOUND, DECISION_STOOD_UPON when a later decision is about
     * the same mentions or clusters: undo that first; REQUEST_ID_REUSED.
     *
     * @generated from rpc throughline.v1.ReviewService.UndoDecision
     */
    undoDecision: {
        methodKind: "unary";
        input: typeof UndoDecisionRequestSchema;
        output: typeof DecisionSchema;
    };
    /**
     * Says how far reviewers agree where two said something of the same mention. Needs role viewer.
     *
     * @generated from rpc throughline.v1.ReviewService.GetReviewAgreement
     */
    getReviewAgreement: {
        methodKind: "unary";
        input: typeof GetReviewAgreementRequestSchema;
        output: typeof ReviewAgreementSchema;
    };
    /**
     * Sets how a tenant reviews. Needs role admin.
     *
     * @generated from rpc throughline.v1.ReviewService.UpdateReviewSettings
     */
    updateReviewSettings: {
        methodKind: "unary";
        input: typeof UpdateReviewSettingsRequestSchema;
        output: typeof ReviewSettingsSchema;
    };
    /**
     * Reads how a tenant reviews. Needs role viewer.
     *
     * @generated from rpc throughline.v1.ReviewService.GetReviewSettings
     */
    getReviewSettings: {
        methodKind: "unary";
        input: typeof GetReviewSettingsRequestSchema;
        output: typeof ReviewSettingsSchema;
    };
}>;
