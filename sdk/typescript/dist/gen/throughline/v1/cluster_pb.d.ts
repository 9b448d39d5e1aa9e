import type { GenEnum, GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { FailureMode, FailureModeProbability, Located, Quote, Seam, TouchpointKind, TouchpointKindProbability, TouchpointProbability } from "./common_pb.js";
import type { CohesionSchema, DecisionSchema, Placement } from "./decision_pb.js";
import type { Reading } from "./reading_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/cluster.proto.
 */
export declare const file_throughline_v1_cluster: GenFile;
/**
 * Cluster is the mentions about the same break, across channels. Its seam is the pooled evidence
 * of its members, so it may change as they come in. Its id never does and is never used again.
 *
 * @generated from message throughline.v1.Cluster
 */
export type Cluster = Message<"throughline.v1.Cluster"> & {
    /**
     * "tenants/{tenant}/clusters/{cluster}", a UUID.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The seam to which its members give most probability.
     *
     * @generated from field: throughline.v1.Seam seam = 2;
     */
    seam?: Seam | undefined;
    /**
     * How the handoff breaks, as most members tell it.
     *
     * @generated from field: throughline.v1.FailureMode failure_mode = 3;
     */
    failureMode: FailureMode;
    /**
     * Whether customers are sent back and forth, so that the seam's direction is how most tell it
     * and no more than that.
     *
     * @generated from field: bool bounced = 4;
     */
    bounced: boolean;
    /**
     * How far its members agree on the seam, 0 to 1: the mean probability that they tell of it, each
     * read in the light of the others, both directions added up where customers are bounced.
     *
     * @generated from field: double consistency = 5;
     */
    consistency: number;
    /**
     * How many mentions it has.
     *
     * @generated from field: int32 mention_count = 6;
     */
    mentionCount: number;
    /**
     * How many interactions they come from.
     *
     * @generated from field: int32 interaction_count = 7;
     */
    interactionCount: number;
    /**
     * Resource name of its alert, "tenants/{tenant}/alerts/{alert}"; empty while nothing has come
     * near a threshold.
     *
     * @generated from field: string alert = 8;
     */
    alert: string;
    /**
     * When it was born.
     *
     * @generated from field: google.protobuf.Timestamp born_at = 9;
     */
    bornAt?: Timestamp | undefined;
    /**
     * When a mention last joined it.
     *
     * @generated from field: google.protobuf.Timestamp changed_at = 10;
     */
    changedAt?: Timestamp | undefined;
    /**
     * The mention that founded it, "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: string founding_mention = 11;
     */
    foundingMention: string;
    /**
     * What was measured of it last. ListClusters leaves out the lists of ids behind its numbers.
     *
     * @generated from field: throughline.v1.Reading reading = 12;
     */
    reading?: Reading | undefined;
    /**
     * A line that names it: the one that a person gave, else one made of the seam, how it breaks and
     * what its members name more than others do, in at most 70 characters.
     *
     * @generated from field: string title = 13;
     */
    title: string;
    /**
     * Changes when a person decides about it, when mentions leave it and when another is merged into
     * it; not when mentions join by themselves.
     *
     * @generated from field: string etag = 14;
     */
    etag: string;
    /**
     * The name that was asked for, when it was merged into this cluster; else empty.
     *
     * @generated from field: string redirected_from = 15;
     */
    redirectedFrom: string;
    /**
     * When it lost its last mention without another taking its place; unset while it has some.
     *
     * @generated from field: google.protobuf.Timestamp retired_at = 16;
     */
    retiredAt?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.Cluster.
 * Use `create(ClusterSchema)` to create a new message.
 */
export declare const ClusterSchema: GenMessage<Cluster>;
/**
 * Mention is one place in an interaction where the customer says that a handoff broke. One
 * mention's seam is weak evidence, so both sides and the failure mode are distributions; what
 * they lack to 1 is the probability that it is none of these or not said.
 *
 * @generated from message throughline.v1.Mention
 */
export type Mention = Message<"throughline.v1.Mention"> & {
    /**
     * "tenants/{tenant}/mentions/{mention}", a UUID. It does not name the cluster, which may change.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The cluster that it is in, "tenants/{tenant}/clusters/{cluster}"; empty while it waits for
     * review, and when a person rejected it.
     *
     * @generated from field: string cluster = 2;
     */
    cluster: string;
    /**
     * The interaction that it comes from, "tenants/{tenant}/interactions/{interaction}".
     *
     * @generated from field: string interaction = 3;
     */
    interaction: string;
    /**
     * Place among the interaction's mentions, best first, from 0.
     *
     * @generated from field: int32 ordinal = 4;
     */
    ordinal: number;
    /**
     * The customer's exact words.
     *
     * @generated from field: throughline.v1.Quote quote = 5;
     */
    quote?: Quote | undefined;
    /**
     * Calibrated probability that a handoff broke, 0 to 1.
     *
     * @generated from field: double confidence = 6;
     */
    confidence: number;
    /**
     * Probability that the likeliest touchpoint of both sides is right, 0 to 1.
     *
     * @generated from field: double seam_confidence = 7;
     */
    seamConfidence: number;
    /**
     * Where the journey was before the handoff, likeliest first.
     *
     * @generated from field: repeated throughline.v1.TouchpointProbability from_touchpoints = 8;
     */
    fromTouchpoints: TouchpointProbability[];
    /**
     * Where it should have gone on, likeliest first.
     *
     * @generated from field: repeated throughline.v1.TouchpointProbability to_touchpoints = 9;
     */
    toTouchpoints: TouchpointProbability[];
    /**
     * Kind of the side before the handoff, likeliest first.
     *
     * @generated from field: repeated throughline.v1.TouchpointKindProbability from_kinds = 10;
     */
    fromKinds: TouchpointKindProbability[];
    /**
     * Kind of the side after it, likeliest first.
     *
     * @generated from field: repeated throughline.v1.TouchpointKindProbability to_kinds = 11;
     */
    toKinds: TouchpointKindProbability[];
    /**
     * How the handoff broke, likeliest first.
     *
     * @generated from field: repeated throughline.v1.FailureModeProbability failure_modes = 12;
     */
    failureModes: FailureModeProbability[];
    /**
     * How many sides the words name.
     *
     * @generated from field: throughline.v1.Located located = 13;
     */
    located: Located;
    /**
     * Version of the model that found it.
     *
     * @generated from field: string model = 14;
     */
    model: string;
    /**
     * Why it is in its cluster, in words with figures.
     *
     * @generated from field: string reason = 15;
     */
    reason: string;
    /**
     * The language model that read the text as well, empty for none. Whether a handoff broke,
     * the sides, the failure mode and the quote are then its answer, checked against the text.
     *
     * @generated from field: string assistant = 16;
     */
    assistant: string;
    /**
     * Version of the words that the language model was asked with.
     *
     * @generated from field: string prompt_version = 17;
     */
    promptVersion: string;
    /**
     * Changes when the mention is moved or decided about.
     *
     * @generated from field: string etag = 18;
     */
    etag: string;
    /**
     * What became of it.
     *
     * @generated from field: throughline.v1.MentionStatus status = 19;
     */
    status: MentionStatus;
    /**
     * Why it is where it is. GetMention tells it of mentions that were grouped; lists leave it out.
     *
     * @generated from field: throughline.v1.Placement placement = 20;
     */
    placement?: Placement | undefined;
};
/**
 * Describes the message throughline.v1.Mention.
 * Use `create(MentionSchema)` to create a new message.
 */
export declare const MentionSchema: GenMessage<Mention>;
/**
 * ClusterEvent is one step of the clusters' lineage.
 *
 * @generated from message throughline.v1.ClusterEvent
 */
export type ClusterEvent = Message<"throughline.v1.ClusterEvent"> & {
    /**
     * What happened.
     *
     * @generated from field: throughline.v1.ClusterEventKind kind = 1;
     */
    kind: ClusterEventKind;
    /**
     * When: the instant of the evaluation, or of the decision.
     *
     * @generated from field: google.protobuf.Timestamp occurred_at = 2;
     */
    occurredAt?: Timestamp | undefined;
    /**
     * Place in the order of everything that happened to the tenant's mentions.
     *
     * @generated from field: int64 sequence = 3;
     */
    sequence: bigint;
    /**
     * Where the mentions are afterwards; empty for no cluster.
     *
     * @generated from field: string cluster = 4;
     */
    cluster: string;
    /**
     * Where they were before; empty for no cluster.
     *
     * @generated from field: string from_cluster = 5;
     */
    fromCluster: string;
    /**
     * The mentions, in the order in which they happened; none when retired or renamed.
     *
     * @generated from field: repeated string mentions = 6;
     */
    mentions: string[];
    /**
     * Why, in words.
     *
     * @generated from field: string reason = 7;
     */
    reason: string;
    /**
     * Who: the API key, "tenants/{tenant}/apiKeys/{api_key}"; empty when it came about by itself.
     *
     * @generated from field: string actor = 8;
     */
    actor: string;
    /**
     * The decision that it comes from or undoes; empty for none.
     *
     * @generated from field: string decision = 9;
     */
    decision: string;
};
/**
 * Describes the message throughline.v1.ClusterEvent.
 * Use `create(ClusterEventSchema)` to create a new message.
 */
export declare const ClusterEventSchema: GenMessage<ClusterEvent>;
/**
 * Request of GetCluster.
 *
 * @generated from message throughline.v1.GetClusterRequest
 */
export type GetClusterRequest = Message<"throughline.v1.GetClusterRequest"> & {
    /**
     * "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetClusterRequest.
 * Use `create(GetClusterRequestSchema)` to create a new message.
 */
export declare const GetClusterRequestSchema: GenMessage<GetClusterRequest>;
/**
 * Request of ListClusters.
 *
 * @generated from message throughline.v1.ListClustersRequest
 */
export type ListClustersRequest = Message<"throughline.v1.ListClustersRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most clusters in one page: 1 to 500; 0 means 50. A page may hold fewer.
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
 * Describes the message throughline.v1.ListClustersRequest.
 * Use `create(ListClustersRequestSchema)` to create a new message.
 */
export declare const ListClustersRequestSchema: GenMessage<ListClustersRequest>;
/**
 * Response of ListClusters.
 *
 * @generated from message throughline.v1.ListClustersResponse
 */
export type ListClustersResponse = Message<"throughline.v1.ListClustersResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.Cluster clusters = 1;
     */
    clusters: Cluster[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListClustersResponse.
 * Use `create(ListClustersResponseSchema)` to create a new message.
 */
export declare const ListClustersResponseSchema: GenMessage<ListClustersResponse>;
/**
 * Request of ListMentions.
 *
 * @generated from message throughline.v1.ListMentionsRequest
 */
export type ListMentionsRequest = Message<"throughline.v1.ListMentionsRequest"> & {
    /**
     * "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most mentions in one page: 1 to 500; 0 means 50. A page may hold fewer.
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
 * Describes the message throughline.v1.ListMentionsRequest.
 * Use `create(ListMentionsRequestSchema)` to create a new message.
 */
export declare const ListMentionsRequestSchema: GenMessage<ListMentionsRequest>;
/**
 * Response of ListMentions.
 *
 * @generated from message throughline.v1.ListMentionsResponse
 */
export type ListMentionsResponse = Message<"throughline.v1.ListMentionsResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.Mention mentions = 1;
     */
    mentions: Mention[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListMentionsResponse.
 * Use `create(ListMentionsResponseSchema)` to create a new message.
 */
export declare const ListMentionsResponseSchema: GenMessage<ListMentionsResponse>;
/**
 * Request of ExplainMention.
 *
 * @generated from message throughline.v1.ExplainMentionRequest
 */
export type ExplainMentionRequest = Message<"throughline.v1.ExplainMentionRequest"> & {
    /**
     * "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.ExplainMentionRequest.
 * Use `create(ExplainMentionRequestSchema)` to create a new message.
 */
export declare const ExplainMentionRequestSchema: GenMessage<ExplainMentionRequest>;
/**
 * Response of ExplainMention. Quote, confidence, kinds and all that follows are those of today's
 * reading. While model and the journey map are what they were, they are the mention's own,
 * unless it has an assistant.
 *
 * @generated from message throughline.v1.ExplainMentionResponse
 */
export type ExplainMentionResponse = Message<"throughline.v1.ExplainMentionResponse"> & {
    /**
     * The mention, "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: string mention = 1;
     */
    mention: string;
    /**
     * Version of the model that read the text for this answer.
     *
     * @generated from field: string model = 2;
     */
    model: string;
    /**
     * Version of the model that found the mention. Where it is another than model, this answer says
     * how the text is read today, which may differ from what the mention says.
     *
     * @generated from field: string mention_model = 3;
     */
    mentionModel: string;
    /**
     * The language model whose answer the mention holds, empty for none. It gives no reasons: what
     * follows is how the server's own model reads the text.
     *
     * @generated from field: string assistant = 4;
     */
    assistant: string;
    /**
     * Version of the words that the language model was asked with.
     *
     * @generated from field: string prompt_version = 5;
     */
    promptVersion: string;
    /**
     * The words that the reading quotes. Of several places in the text it is the one that shares
     * most with the mention's quote.
     *
     * @generated from field: throughline.v1.Quote quote = 6;
     */
    quote?: Quote | undefined;
    /**
     * Calibrated probability that a handoff broke, 0 to 1.
     *
     * @generated from field: double confidence = 7;
     */
    confidence: number;
    /**
     * Likeliest kind of the side before the handoff: the one that from_words speak for or against.
     *
     * @generated from field: throughline.v1.TouchpointKindProbability from_kind = 8;
     */
    fromKind?: TouchpointKindProbability | undefined;
    /**
     * Likeliest kind of the side after it, likewise.
     *
     * @generated from field: throughline.v1.TouchpointKindProbability to_kind = 9;
     */
    toKind?: TouchpointKindProbability | undefined;
    /**
     * What the parts of the model add up to. Their sum is the log-odds of the confidence that a
     * handoff broke anywhere in the text; confidence is less where the text has a likelier place.
     *
     * @generated from field: repeated throughline.v1.ConfidencePart log_odds = 10;
     */
    logOdds: ConfidencePart[];
    /**
     * The words around the quote that speak for or against a broken handoff, the strongest first.
     * Here and below at most 8, and none whose effect is less than 0.05 either way.
     *
     * @generated from field: repeated throughline.v1.DecidingWord break_words = 11;
     */
    breakWords: DecidingWord[];
    /**
     * The words that speak for or against from_kind.
     *
     * @generated from field: repeated throughline.v1.DecidingWord from_words = 12;
     */
    fromWords: DecidingWord[];
    /**
     * The words that speak for or against to_kind.
     *
     * @generated from field: repeated throughline.v1.DecidingWord to_words = 13;
     */
    toWords: DecidingWord[];
    /**
     * Where the text names touchpoints, in its order.
     *
     * @generated from field: repeated throughline.v1.NamedTouchpoint named_touchpoints = 14;
     */
    namedTouchpoints: NamedTouchpoint[];
    /**
     * What lowers the confidence, in English; empty when nothing does.
     *
     * @generated from field: repeated string doubts = 15;
     */
    doubts: string[];
};
/**
 * Describes the message throughline.v1.ExplainMentionResponse.
 * Use `create(ExplainMentionResponseSchema)` to create a new message.
 */
export declare const ExplainMentionResponseSchema: GenMessage<ExplainMentionResponse>;
/**
 * ConfidencePart is what one part of the model adds to the confidence.
 *
 * @generated from message throughline.v1.ConfidencePart
 */
export type ConfidencePart = Message<"throughline.v1.ConfidencePart"> & {
    /**
     * The part, in English. "base" is what the model says of a text without evidence. A new model
     * may have other parts.
     *
     * @generated from field: string part = 1;
     */
    part: string;
    /**
     * In log-odds (natural logarithm): 0 says nothing, 1 multiplies the odds by 2.7. Negative
     * speaks against.
     *
     * @generated from field: double value = 2;
     */
    value: number;
};
/**
 * Describes the message throughline.v1.ConfidencePart.
 * Use `create(ConfidencePartSchema)` to create a new message.
 */
export declare const ConfidencePartSchema: GenMessage<ConfidencePart>;
/**
 * DecidingWord is a word of the customer and what it does.
 *
 * @generated from message throughline.v1.DecidingWord
 */
export type DecidingWord = Message<"throughline.v1.DecidingWord"> & {
    /**
     * Index into the interaction's turns, from 0. Always a customer's turn.
     *
     * @generated from field: int32 turn = 1;
     */
    turn: number;
    /**
     * Byte offset of the first byte into that turn's text.
     *
     * @generated from field: int32 start_offset = 2;
     */
    startOffset: number;
    /**
     * Byte offset past the last byte.
     *
     * @generated from field: int32 end_offset = 3;
     */
    endOffset: number;
    /**
     * The word as it stands there.
     *
     * @generated from field: string text = 4;
     */
    text: string;
    /**
     * By how much the log-odds (natural logarithm) fall when the word is left out. Negative speaks
     * against. Effects of several words do not add up.
     *
     * @generated from field: double effect = 5;
     */
    effect: number;
};
/**
 * Describes the message throughline.v1.DecidingWord.
 * Use `create(DecidingWordSchema)` to create a new message.
 */
export declare const DecidingWordSchema: GenMessage<DecidingWord>;
/**
 * NamedTouchpoint is a place where the customer names a touchpoint.
 *
 * @generated from message throughline.v1.NamedTouchpoint
 */
export type NamedTouchpoint = Message<"throughline.v1.NamedTouchpoint"> & {
    /**
     * Index into the interaction's turns, from 0. Always a customer's turn.
     *
     * @generated from field: int32 turn = 1;
     */
    turn: number;
    /**
     * Byte offset of the first byte into that turn's text.
     *
     * @generated from field: int32 start_offset = 2;
     */
    startOffset: number;
    /**
     * Byte offset past the last byte.
     *
     * @generated from field: int32 end_offset = 3;
     */
    endOffset: number;
    /**
     * The words.
     *
     * @generated from field: string text = 4;
     */
    text: string;
    /**
     * The kind that they stand for.
     *
     * @generated from field: throughline.v1.TouchpointKind kind = 5;
     */
    kind: TouchpointKind;
    /**
     * Ids of those touchpoints of the journey map whose name or alias they are; empty when they
     * name the kind alone.
     *
     * @generated from field: repeated string touchpoints = 6;
     */
    touchpoints: string[];
};
/**
 * Describes the message throughline.v1.NamedTouchpoint.
 * Use `create(NamedTouchpointSchema)` to create a new message.
 */
export declare const NamedTouchpointSchema: GenMessage<NamedTouchpoint>;
/**
 * Request of GetClusterCohesion.
 *
 * @generated from message throughline.v1.GetClusterCohesionRequest
 */
export type GetClusterCohesionRequest = Message<"throughline.v1.GetClusterCohesionRequest"> & {
    /**
     * "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetClusterCohesionRequest.
 * Use `create(GetClusterCohesionRequestSchema)` to create a new message.
 */
export declare const GetClusterCohesionRequestSchema: GenMessage<GetClusterCohesionRequest>;
/**
 * Request of ListClusterEvents.
 *
 * @generated from message throughline.v1.ListClusterEventsRequest
 */
export type ListClusterEventsRequest = Message<"throughline.v1.ListClusterEventsRequest"> & {
    /**
     * "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most events in one page: 1 to 500; 0 means 50. A page may hold fewer.
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
 * Describes the message throughline.v1.ListClusterEventsRequest.
 * Use `create(ListClusterEventsRequestSchema)` to create a new message.
 */
export declare const ListClusterEventsRequestSchema: GenMessage<ListClusterEventsRequest>;
/**
 * Response of ListClusterEvents.
 *
 * @generated from message throughline.v1.ListClusterEventsResponse
 */
export type ListClusterEventsResponse = Message<"throughline.v1.ListClusterEventsResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.ClusterEvent events = 1;
     */
    events: ClusterEvent[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListClusterEventsResponse.
 * Use `create(ListClusterEventsResponseSchema)` to create a new message.
 */
export declare const ListClusterEventsResponseSchema: GenMessage<ListClusterEventsResponse>;
/**
 * Request of GetMention.
 *
 * @generated from message throughline.v1.GetMentionRequest
 */
export type GetMentionRequest = Message<"throughline.v1.GetMentionRequest"> & {
    /**
     * "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetMentionRequest.
 * Use `create(GetMentionRequestSchema)` to create a new message.
 */
export declare const GetMentionRequestSchema: GenMessage<GetMentionRequest>;
/**
 * Request of MergeClusters.
 *
 * @generated from message throughline.v1.MergeClustersRequest
 */
export type MergeClustersRequest = Message<"throughline.v1.MergeClustersRequest"> & {
    /**
     * One of the clusters, "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The others.
     *
     * @generated from field: repeated string clusters = 2;
     */
    clusters: string[];
    /**
     * Why, in words; may be empty. Personal data in it is redacted.
     *
     * @generated from field: string comment = 3;
     */
    comment: string;
    /**
     * etag of the cluster as it was looked at: the call fails when it has changed since. Empty for
     * no check.
     *
     * @generated from field: string etag = 4;
     */
    etag: string;
    /**
     * A UUID of the client's making: the same request within 24 hours gets the first answer.
     *
     * @generated from field: string request_id = 5;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.MergeClustersRequest.
 * Use `create(MergeClustersRequestSchema)` to create a new message.
 */
export declare const MergeClustersRequestSchema: GenMessage<MergeClustersRequest>;
/**
 * Request of SplitCluster.
 *
 * @generated from message throughline.v1.SplitClusterRequest
 */
export type SplitClusterRequest = Message<"throughline.v1.SplitClusterRequest"> & {
    /**
     * The cluster, "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The mentions, "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: repeated string mentions = 2;
     */
    mentions: string[];
    /**
     * Why, in words; may be empty. Personal data in it is redacted.
     *
     * @generated from field: string comment = 3;
     */
    comment: string;
    /**
     * etag of the cluster as it was looked at: the call fails when it has changed since. Empty for
     * no check.
     *
     * @generated from field: string etag = 4;
     */
    etag: string;
    /**
     * A UUID of the client's making: the same request within 24 hours gets the first answer.
     *
     * @generated from field: string request_id = 5;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.SplitClusterRequest.
 * Use `create(SplitClusterRequestSchema)` to create a new message.
 */
export declare const SplitClusterRequestSchema: GenMessage<SplitClusterRequest>;
/**
 * Request of MoveMentions.
 *
 * @generated from message throughline.v1.MoveMentionsRequest
 */
export type MoveMentionsRequest = Message<"throughline.v1.MoveMentionsRequest"> & {
    /**
     * The cluster that they are to be in, "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The mentions, "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: repeated string mentions = 2;
     */
    mentions: string[];
    /**
     * Why, in words; may be empty. Personal data in it is redacted.
     *
     * @generated from field: string comment = 3;
     */
    comment: string;
    /**
     * etag of the cluster as it was looked at: the call fails when it has changed since. Empty for
     * no check.
     *
     * @generated from field: string etag = 4;
     */
    etag: string;
    /**
     * A UUID of the client's making: the same request within 24 hours gets the first answer.
     *
     * @generated from field: string request_id = 5;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.MoveMentionsRequest.
 * Use `create(MoveMentionsRequestSchema)` to create a new message.
 */
export declare const MoveMentionsRequestSchema: GenMessage<MoveMentionsRequest>;
/**
 * Request of RenameCluster.
 *
 * @generated from message throughline.v1.RenameClusterRequest
 */
export type RenameClusterRequest = Message<"throughline.v1.RenameClusterRequest"> & {
    /**
     * The cluster, "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The title; empty for the one that is made from what the mentions say. Personal data in it is
     * redacted.
     *
     * @generated from field: string title = 2;
     */
    title: string;
    /**
     * Why, in words; may be empty. Personal data in it is redacted.
     *
     * @generated from field: string comment = 3;
     */
    comment: string;
    /**
     * etag of the cluster as it was looked at: the call fails when it has changed since. Empty for
     * no check.
     *
     * @generated from field: string etag = 4;
     */
    etag: string;
    /**
     * A UUID of the client's making: the same request within 24 hours gets the first answer.
     *
     * @generated from field: string request_id = 5;
     */
    requestId: string;
};
/**
 * Describes the message throughline.v1.RenameClusterRequest.
 * Use `create(RenameClusterRequestSchema)` to create a new message.
 */
export declare const RenameClusterRequestSchema: GenMessage<RenameClusterRequest>;
/**
 * MentionStatus says what became of a mention.
 *
 * @generated from enum throughline.v1.MentionStatus
 */
export declare enum MentionStatus {
    /**
     * Not set.
     *
     * @generated from enum value: MENTION_STATUS_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * It was understood and not grouped yet.
     *
     * @generated from enum value: MENTION_STATUS_PENDING = 1;
     */
    PENDING = 1,
    /**
     * It is in a cluster.
     *
     * @generated from enum value: MENTION_STATUS_GROUPED = 2;
     */
    GROUPED = 2,
    /**
     * It is in no cluster and waits for a person.
     *
     * @generated from enum value: MENTION_STATUS_HELD = 3;
     */
    HELD = 3,
    /**
     * A person said that it is no break.
     *
     * @generated from enum value: MENTION_STATUS_REJECTED = 4;
     */
    REJECTED = 4
}
/**
 * Describes the enum throughline.v1.MentionStatus.
 */
export declare const MentionStatusSchema: GenEnum<MentionStatus>;
/**
 * ClusterEventKind says what happened.
 *
 * @generated from enum throughline.v1.ClusterEventKind
 */
export declare enum ClusterEventKind {
    /**
     * Not set.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * A mention founded the cluster.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_BORN = 1;
     */
    BORN = 1,
    /**
     * A mention that was in none joined it.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_JOINED = 2;
     */
    JOINED = 2,
    /**
     * Mentions left it and wait for a person.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_HELD = 3;
     */
    HELD = 3,
    /**
     * Mentions went from one cluster to another.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_MOVED = 4;
     */
    MOVED = 4,
    /**
     * All mentions of a cluster went to another; its name leads there.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_MERGED = 5;
     */
    MERGED = 5,
    /**
     * Mentions left a cluster and make up another.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_SPLIT = 6;
     */
    SPLIT = 6,
    /**
     * A cluster has no mentions any more.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_RETIRED = 7;
     */
    RETIRED = 7,
    /**
     * Mentions are no break, a person said.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_REJECTED = 8;
     */
    REJECTED = 8,
    /**
     * It has another title.
     *
     * @generated from enum value: CLUSTER_EVENT_KIND_RENAMED = 9;
     */
    RENAMED = 9
}
/**
 * Describes the enum throughline.v1.ClusterEventKind.
 */
export declare const ClusterEventKindSchema: GenEnum<ClusterEventKind>;
/**
 * ClusterService shows the clusters: the mentions about the same break, across channels, with
 * the customers' exact words. What people decide about them holds until it is undone, whatever
 * comes in or is read again.
 *
 * @generated from service throughline.v1.ClusterService
 */
export declare const ClusterService: GenService<{
    /**
     * Reads one cluster. A name that was merged into another leads to that one for ever: see
     * redirected_from. Needs role viewer. Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.ClusterService.GetCluster
     */
    getCluster: {
        methodKind: "unary";
        input: typeof GetClusterRequestSchema;
        output: typeof ClusterSchema;
    };
    /**
     * Lists clusters, the latest changed first. Needs role viewer. Errors: PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.ClusterService.ListClusters
     */
    listClusters: {
        methodKind: "unary";
        input: typeof ListClustersRequestSchema;
        output: typeof ListClustersResponseSchema;
    };
    /**
     * Lists the members of a cluster in the order in which they reached us, of a merged one those of
     * the cluster that its name leads to. Needs role viewer.
     * Errors: RESOURCE_NOT_FOUND, PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.ClusterService.ListMentions
     */
    listMentions: {
        methodKind: "unary";
        input: typeof ListMentionsRequestSchema;
        output: typeof ListMentionsResponseSchema;
    };
    /**
     * Reads one mention, with why it is where it is. Needs role viewer. Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.ClusterService.GetMention
     */
    getMention: {
        methodKind: "unary";
        input: typeof GetMentionRequestSchema;
        output: typeof MentionSchema;
    };
    /**
     * Says why a mention reads as it does: which words decided, which touchpoints are named, what
     * speaks against. The stored interaction is read again for it, by the server's model and the
     * tenant's journey map of today; what is stored stays as it is. It takes about a hundred times
     * as long as reading. Needs role viewer.
     *
     * Of a mention that a language model read as well, the server's own reading is explained.
     *
     * Errors: FIELD_INVALID, RESOURCE_NOT_FOUND, EXPLANATION_UNAVAILABLE when today's reading quotes
     * none of the mention's words, or when the interaction is longer than is explained.
     *
     * @generated from rpc throughline.v1.ClusterService.ExplainMention
     */
    explainMention: {
        methodKind: "unary";
        input: typeof ExplainMentionRequestSchema;
        output: typeof ExplainMentionResponseSchema;
    };
    /**
     * Says how far the members of a cluster agree, and which drag it down. Needs role viewer.
     * Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.ClusterService.GetClusterCohesion
     */
    getClusterCohesion: {
        methodKind: "unary";
        input: typeof GetClusterCohesionRequestSchema;
        output: typeof CohesionSchema;
    };
    /**
     * Lists where a cluster comes from and what became of it, the latest first: when mentions made
     * it, left it or were put into it, by whom and why. Mentions that join by themselves are not
     * listed; they say so themselves. Needs role viewer. Errors: RESOURCE_NOT_FOUND,
     * PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.ClusterService.ListClusterEvents
     */
    listClusterEvents: {
        methodKind: "unary";
        input: typeof ListClusterEventsRequestSchema;
        output: typeof ListClusterEventsResponseSchema;
    };
    /**
     * Makes clusters one: they tell of the same break. The oldest survives with all mentions and its
     * alert; the other names lead to it for ever, and their alerts close. Needs role reviewer.
     * Errors: FIELD_INVALID, RESOURCE_NOT_FOUND, ETAG_MISMATCH, DECISION_CHANGES_NOTHING,
     * REQUEST_ID_REUSED.
     *
     * @generated from rpc throughline.v1.ClusterService.MergeClusters
     */
    mergeClusters: {
        methodKind: "unary";
        input: typeof MergeClustersRequestSchema;
        output: typeof DecisionSchema;
    };
    /**
     * Takes mentions out of a cluster into a new one: they tell of another break. placed_in of the
     * decision names it. The two are never merged again but by a person. Needs role reviewer.
     * Errors as of MergeClusters.
     *
     * @generated from rpc throughline.v1.ClusterService.SplitCluster
     */
    splitCluster: {
        methodKind: "unary";
        input: typeof SplitClusterRequestSchema;
        output: typeof DecisionSchema;
    };
    /**
     * Moves mentions into a cluster from wherever they are. A cluster that is left without mentions
     * retires, and its name leads there. Needs role reviewer. Errors as of MergeClusters.
     *
     * @generated from rpc throughline.v1.ClusterService.MoveMentions
     */
    moveMentions: {
        methodKind: "unary";
        input: typeof MoveMentionsRequestSchema;
        output: typeof DecisionSchema;
    };
    /**
     * Gives a cluster a title. Needs role reviewer. Errors as of MergeClusters.
     *
     * @generated from rpc throughline.v1.ClusterService.RenameCluster
     */
    renameCluster: {
        methodKind: "unary";
        input: typeof RenameClusterRequestSchema;
        output: typeof DecisionSchema;
    };
}>;
