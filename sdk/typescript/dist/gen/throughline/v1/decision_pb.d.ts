import type { GenEnum, GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/decision.proto.
 */
export declare const file_throughline_v1_decision: GenFile;
/**
 * Decision is what a person decided. It holds until it is undone: no later data, consolidation or
 * other reading of the texts breaks it.
 *
 * @generated from message throughline.v1.Decision
 */
export type Decision = Message<"throughline.v1.Decision"> & {
    /**
     * "tenants/{tenant}/decisions/{decision}", a UUID.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * What was decided.
     *
     * @generated from field: throughline.v1.DecisionKind kind = 2;
     */
    kind: DecisionKind;
    /**
     * The mentions, "tenants/{tenant}/mentions/{mention}"; none when clusters were merged or renamed.
     *
     * @generated from field: repeated string mentions = 3;
     */
    mentions: string[];
    /**
     * The cluster that it names, "tenants/{tenant}/clusters/{cluster}"; empty when it names none.
     *
     * @generated from field: string cluster = 4;
     */
    cluster: string;
    /**
     * The clusters that were merged.
     *
     * @generated from field: repeated string clusters = 5;
     */
    clusters: string[];
    /**
     * The title that was given.
     *
     * @generated from field: string title = 6;
     */
    title: string;
    /**
     * Where the mentions were afterwards, each cluster once.
     *
     * @generated from field: repeated string placed_in = 7;
     */
    placedIn: string[];
    /**
     * Who decided: the API key, "tenants/{tenant}/apiKeys/{api_key}".
     *
     * @generated from field: string reviewer = 8;
     */
    reviewer: string;
    /**
     * Why, in the reviewer's words; may be empty.
     *
     * @generated from field: string comment = 9;
     */
    comment: string;
    /**
     * When.
     *
     * @generated from field: google.protobuf.Timestamp decided_at = 10;
     */
    decidedAt?: Timestamp | undefined;
    /**
     * When it was undone; unset while it holds.
     *
     * @generated from field: google.protobuf.Timestamp undone_at = 11;
     */
    undoneAt?: Timestamp | undefined;
    /**
     * Who undid it.
     *
     * @generated from field: string undone_by = 12;
     */
    undoneBy: string;
    /**
     * Why it was undone.
     *
     * @generated from field: string undo_comment = 13;
     */
    undoComment: string;
};
/**
 * Describes the message throughline.v1.Decision.
 * Use `create(DecisionSchema)` to create a new message.
 */
export declare const DecisionSchema: GenMessage<Decision>;
/**
 * SharedField is one thing that a mention says and other members of its cluster say too.
 *
 * @generated from message throughline.v1.SharedField
 */
export type SharedField = Message<"throughline.v1.SharedField"> & {
    /**
     * "from", "to", "failure_mode" or "channel".
     *
     * @generated from field: string field = 1;
     */
    field: string;
    /**
     * Touchpoint id, failure mode or channel.
     *
     * @generated from field: string value = 2;
     */
    value: string;
    /**
     * Share of the other members that say the same, 0 to 1.
     *
     * @generated from field: double share = 3;
     */
    share: number;
};
/**
 * Describes the message throughline.v1.SharedField.
 * Use `create(SharedFieldSchema)` to create a new message.
 */
export declare const SharedFieldSchema: GenMessage<SharedField>;
/**
 * ScoredMention is a mention and how likely it tells of the same break, 0 to 1.
 *
 * @generated from message throughline.v1.ScoredMention
 */
export type ScoredMention = Message<"throughline.v1.ScoredMention"> & {
    /**
     * "tenants/{tenant}/mentions/{mention}".
     *
     * @generated from field: string mention = 1;
     */
    mention: string;
    /**
     * The cluster that it is in; empty for none.
     *
     * @generated from field: string cluster = 2;
     */
    cluster: string;
    /**
     * The score.
     *
     * @generated from field: double score = 3;
     */
    score: number;
};
/**
 * Describes the message throughline.v1.ScoredMention.
 * Use `create(ScoredMentionSchema)` to create a new message.
 */
export declare const ScoredMentionSchema: GenMessage<ScoredMention>;
/**
 * Fit is the evidence that a mention is about a cluster's break rather than another: natural
 * log-odds, one summand for each kind of evidence, 0 where one of the two says nothing.
 *
 * @generated from message throughline.v1.Fit
 */
export type Fit = Message<"throughline.v1.Fit"> & {
    /**
     * The side before the handoff.
     *
     * @generated from field: double from = 1;
     */
    from: number;
    /**
     * The side after it.
     *
     * @generated from field: double to = 2;
     */
    to: number;
    /**
     * How it broke.
     *
     * @generated from field: double failure_mode = 3;
     */
    failureMode: number;
    /**
     * The words.
     *
     * @generated from field: double wording = 4;
     */
    wording: number;
    /**
     * All together.
     *
     * @generated from field: double total = 5;
     */
    total: number;
};
/**
 * Describes the message throughline.v1.Fit.
 * Use `create(FitSchema)` to create a new message.
 */
export declare const FitSchema: GenMessage<Fit>;
/**
 * Placement says why a mention is where it is.
 *
 * @generated from message throughline.v1.Placement
 */
export type Placement = Message<"throughline.v1.Placement"> & {
    /**
     * What put it there, in words.
     *
     * @generated from field: string rule = 1;
     */
    rule: string;
    /**
     * How it fits its cluster without itself; the best one when it is in none.
     *
     * @generated from field: throughline.v1.Fit fit = 2;
     */
    fit?: Fit | undefined;
    /**
     * What it shares with the other members of the cluster.
     *
     * @generated from field: repeated throughline.v1.SharedField shared = 3;
     */
    shared: SharedField[];
    /**
     * Up to five members that are most like it, the likest first.
     *
     * @generated from field: repeated throughline.v1.ScoredMention nearest = 4;
     */
    nearest: ScoredMention[];
    /**
     * The cluster that explains it second best, or best when it is in none; empty when none does.
     *
     * @generated from field: string next_cluster = 5;
     */
    nextCluster: string;
    /**
     * How it fits that one.
     *
     * @generated from field: throughline.v1.Fit next_fit = 6;
     */
    nextFit?: Fit | undefined;
    /**
     * Each of which would have kept it out, in words with figures.
     *
     * @generated from field: repeated string kept_out_by = 7;
     */
    keptOutBy: string[];
    /**
     * The decisions in force that name it, the latest first.
     *
     * @generated from field: repeated throughline.v1.Decision decisions = 8;
     */
    decisions: Decision[];
};
/**
 * Describes the message throughline.v1.Placement.
 * Use `create(PlacementSchema)` to create a new message.
 */
export declare const PlacementSchema: GenMessage<Placement>;
/**
 * Cohesion says how far the members of a cluster agree, each figure 0 to 1.
 *
 * @generated from message throughline.v1.Cohesion
 */
export type Cohesion = Message<"throughline.v1.Cohesion"> & {
    /**
     * How many mentions it has.
     *
     * @generated from field: int32 mention_count = 1;
     */
    mentionCount: number;
    /**
     * How far they agree on the seam.
     *
     * @generated from field: double seam = 2;
     */
    seam: number;
    /**
     * Share of their evidence that names the cluster's failure mode.
     *
     * @generated from field: double failure_mode = 3;
     */
    failureMode: number;
    /**
     * How near their words are to each other; 0 when nothing is known of them.
     *
     * @generated from field: double wording = 4;
     */
    wording: number;
    /**
     * Up to five members that fit least, the worst first.
     *
     * @generated from field: repeated throughline.v1.ScoredMention drag = 5;
     */
    drag: ScoredMention[];
};
/**
 * Describes the message throughline.v1.Cohesion.
 * Use `create(CohesionSchema)` to create a new message.
 */
export declare const CohesionSchema: GenMessage<Cohesion>;
/**
 * DecisionKind says what was decided.
 *
 * @generated from enum throughline.v1.DecisionKind
 */
export declare enum DecisionKind {
    /**
     * Not set.
     *
     * @generated from enum value: DECISION_KIND_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * The mentions are a break and belong to the cluster; without one, where they are, or where they
     * fit best, or to a cluster of their own.
     *
     * @generated from enum value: DECISION_KIND_CONFIRM = 1;
     */
    CONFIRM = 1,
    /**
     * The mentions belong to the cluster, and the ones that they leave are other breaks.
     *
     * @generated from enum value: DECISION_KIND_MOVE = 2;
     */
    MOVE = 2,
    /**
     * The mentions are no break: they are in no cluster and never counted.
     *
     * @generated from enum value: DECISION_KIND_REJECT = 3;
     */
    REJECT = 3,
    /**
     * The mentions leave the cluster and make up a new one; the two are two breaks.
     *
     * @generated from enum value: DECISION_KIND_SPLIT = 4;
     */
    SPLIT = 4,
    /**
     * The clusters are one break. The oldest survives; the others' names lead to it for ever.
     *
     * @generated from enum value: DECISION_KIND_MERGE = 5;
     */
    MERGE = 5,
    /**
     * The cluster has this title.
     *
     * @generated from enum value: DECISION_KIND_RENAME = 6;
     */
    RENAME = 6,
    /**
     * The mentions wait, in no cluster, until somebody decides otherwise.
     *
     * @generated from enum value: DECISION_KIND_HOLD = 7;
     */
    HOLD = 7
}
/**
 * Describes the enum throughline.v1.DecisionKind.
 */
export declare const DecisionKindSchema: GenEnum<DecisionKind>;
