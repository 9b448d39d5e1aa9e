import type { GenEnum, GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { FailureMode, TouchpointKind } from "./common_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/policy.proto.
 */
export declare const file_throughline_v1_policy: GenFile;
/**
 * Policy is the thresholds that a tenant sets: either directly, in the min fields, or as rules. A
 * cluster crosses it when every threshold is met over the window: the window_days UTC days that
 * end with the day of the evaluation. A threshold of 0 is not asked for. With rules, the min
 * fields must be 0, and window_days and the two ratios are what a rule takes that says nothing.
 *
 * @generated from message throughline.v1.Policy
 */
export type Policy = Message<"throughline.v1.Policy"> & {
    /**
     * "tenants/{tenant}/policy".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * Version of the policy: 1 for the first that was set, then without a gap; 0 when none was.
     *
     * @generated from field: int64 version = 2;
     */
    version: bigint;
    /**
     * Length of the window in days, 1 to 730. May be 0 when every rule has its own.
     *
     * @generated from field: int32 window_days = 3;
     */
    windowDays: number;
    /**
     * Distinct customers, at least 1 without rules.
     *
     * @generated from field: int32 min_customers = 4;
     */
    minCustomers: number;
    /**
     * Distinct locations.
     *
     * @generated from field: int32 min_locations = 5;
     */
    minLocations: number;
    /**
     * Distinct UTC days. At most window_days.
     *
     * @generated from field: int32 min_distinct_days = 6;
     */
    minDistinctDays: number;
    /**
     * Distinct ISO weeks. At most as many as a window can touch.
     *
     * @generated from field: int32 min_distinct_weeks = 7;
     */
    minDistinctWeeks: number;
    /**
     * How far the cluster's members must agree on the seam, 0 to 1. A cluster that meets every
     * other threshold but not this one is held for review.
     *
     * @generated from field: double min_consistency = 8;
     */
    minConsistency: number;
    /**
     * Annual value of the affected accounts, in whole units of the currency in which it is most.
     *
     * @generated from field: int64 min_exposure = 9;
     */
    minExposure: bigint;
    /**
     * Share of min_customers from which a cluster is near the threshold, 0 to 1. 0 means 0.5.
     *
     * @generated from field: double near_threshold_ratio = 10;
     */
    nearThresholdRatio: number;
    /**
     * Share of min_customers below which what fired fades, 0 to 1. 0 means near_threshold_ratio.
     *
     * @generated from field: double clear_ratio = 11;
     */
    clearRatio: number;
    /**
     * Commercial records within so many days of a complaint count as exposure. 0 means 14.
     *
     * @generated from field: int32 record_days = 12;
     */
    recordDays: number;
    /**
     * Renewals due within so many days after the window are listed. 0 means 60.
     *
     * @generated from field: int32 renewal_days = 13;
     */
    renewalDays: number;
    /**
     * Changes with every version. Send it back in UpdatePolicy to be sure that nobody else changed
     * the policy meanwhile; leave it out to overwrite whatever is there.
     *
     * @generated from field: string etag = 14;
     */
    etag: string;
    /**
     * When this version was set; unset at version 0.
     *
     * @generated from field: google.protobuf.Timestamp updated_at = 15;
     */
    updatedAt?: Timestamp | undefined;
    /**
     * The rules; none when the thresholds are stated directly.
     *
     * @generated from field: repeated throughline.v1.PolicyRule rules = 16;
     */
    rules: PolicyRule[];
};
/**
 * Describes the message throughline.v1.Policy.
 * Use `create(PolicySchema)` to create a new message.
 */
export declare const PolicySchema: GenMessage<Policy>;
/**
 * PolicyRule is one set of thresholds of a policy, with its scope. It is crossed when every
 * threshold of all_of is met and, where any_of lists some, at least one of those.
 *
 * @generated from message throughline.v1.PolicyRule
 */
export type PolicyRule = Message<"throughline.v1.PolicyRule"> & {
    /**
     * Unique in the policy: 1 to 63 lower-case letters, digits, - and _, a letter first.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * How much its alerts matter beside others. Unset means medium.
     *
     * @generated from field: throughline.v1.Severity severity = 2;
     */
    severity: Severity;
    /**
     * When a person must look before an alert fires. Unset means when weak, where all_of asks for
     * consistency or confidence, and never elsewhere.
     *
     * @generated from field: throughline.v1.ReviewGate review = 3;
     */
    review: ReviewGate;
    /**
     * Length of the window in days, 1 to 730. 0 takes the policy's.
     *
     * @generated from field: int32 window_days = 4;
     */
    windowDays: number;
    /**
     * What it is about. Unset means everything.
     *
     * @generated from field: throughline.v1.PolicyScope scope = 5;
     */
    scope?: PolicyScope | undefined;
    /**
     * All of these must be met.
     *
     * @generated from field: repeated throughline.v1.PolicyThreshold all_of = 6;
     */
    allOf: PolicyThreshold[];
    /**
     * One of these must be met, where there are some.
     *
     * @generated from field: repeated throughline.v1.PolicyThreshold any_of = 7;
     */
    anyOf: PolicyThreshold[];
    /**
     * Share of a level from which a threshold is near, 0 to 1. 0 takes the policy's.
     *
     * @generated from field: double near_threshold_ratio = 8;
     */
    nearThresholdRatio: number;
    /**
     * Share of a level below which what fired is clear, 0 to 1. 0 takes the policy's.
     *
     * @generated from field: double clear_ratio = 9;
     */
    clearRatio: number;
};
/**
 * Describes the message throughline.v1.PolicyRule.
 * Use `create(PolicyRuleSchema)` to create a new message.
 */
export declare const PolicyRuleSchema: GenMessage<PolicyRule>;
/**
 * PolicyScope says what a rule is about. A list that is empty leaves it open; of a list that is
 * not, one must fit. Journeys, seams and kinds choose clusters by their seam. The others choose
 * complaints: only those count.
 *
 * @generated from message throughline.v1.PolicyScope
 */
export type PolicyScope = Message<"throughline.v1.PolicyScope"> & {
    /**
     * Ids of journeys of the map that have both sides.
     *
     * @generated from field: repeated string journeys = 1;
     */
    journeys: string[];
    /**
     * Seams, in either direction.
     *
     * @generated from field: repeated throughline.v1.PolicySeam seams = 2;
     */
    seams: PolicySeam[];
    /**
     * Kinds of one of the sides.
     *
     * @generated from field: repeated throughline.v1.TouchpointKind kinds = 3;
     */
    kinds: TouchpointKind[];
    /**
     * Product lines of the complaints.
     *
     * @generated from field: repeated string product_lines = 4;
     */
    productLines: string[];
    /**
     * Ids of the complaints' locations.
     *
     * @generated from field: repeated string locations = 5;
     */
    locations: string[];
    /**
     * Regions of the complaints' locations.
     *
     * @generated from field: repeated string regions = 6;
     */
    regions: string[];
    /**
     * Groups of the complaints' locations: their attribute "group".
     *
     * @generated from field: repeated string location_groups = 7;
     */
    locationGroups: string[];
};
/**
 * Describes the message throughline.v1.PolicyScope.
 * Use `create(PolicyScopeSchema)` to create a new message.
 */
export declare const PolicyScopeSchema: GenMessage<PolicyScope>;
/**
 * PolicySeam names a seam by its sides.
 *
 * @generated from message throughline.v1.PolicySeam
 */
export type PolicySeam = Message<"throughline.v1.PolicySeam"> & {
    /**
     * Id of a touchpoint.
     *
     * @generated from field: string from_touchpoint = 1;
     */
    fromTouchpoint: string;
    /**
     * Id of a touchpoint.
     *
     * @generated from field: string to_touchpoint = 2;
     */
    toTouchpoint: string;
};
/**
 * Describes the message throughline.v1.PolicySeam.
 * Use `create(PolicySeamSchema)` to create a new message.
 */
export declare const PolicySeamSchema: GenMessage<PolicySeam>;
/**
 * PolicyThreshold asks for at least so much of a metric.
 *
 * @generated from message throughline.v1.PolicyThreshold
 */
export type PolicyThreshold = Message<"throughline.v1.PolicyThreshold"> & {
    /**
     * Of what.
     *
     * @generated from field: throughline.v1.PolicyMetric metric = 1;
     */
    metric: PolicyMetric;
    /**
     * How much, above 0; a whole number of what is counted.
     *
     * @generated from field: double at_least = 2;
     */
    atLeast: number;
    /**
     * The level from which it is near. 0 takes what the ratio gives, for customers, interactions,
     * accounts, exposure and renewals; others have no near level of their own.
     *
     * @generated from field: double near_from = 3;
     */
    nearFrom: number;
    /**
     * The level below which what fired is clear. 0 takes what the ratio gives, likewise.
     *
     * @generated from field: double clear_below = 4;
     */
    clearBelow: number;
    /**
     * ISO 4217, of exposure.
     *
     * @generated from field: string currency = 5;
     */
    currency: string;
    /**
     * Of exposure: account_value, abandoned, refunded or cancelled. Empty means account_value.
     *
     * @generated from field: string exposure_kind = 6;
     */
    exposureKind: string;
    /**
     * Of renewals_due: within so many days after the window. 0 takes the policy's renewal_days.
     *
     * @generated from field: int32 within_days = 7;
     */
    withinDays: number;
};
/**
 * Describes the message throughline.v1.PolicyThreshold.
 * Use `create(PolicyThresholdSchema)` to create a new message.
 */
export declare const PolicyThresholdSchema: GenMessage<PolicyThreshold>;
/**
 * Request of SimulatePolicy.
 *
 * @generated from message throughline.v1.SimulatePolicyRequest
 */
export type SimulatePolicyRequest = Message<"throughline.v1.SimulatePolicyRequest"> & {
    /**
     * The draft, with the name of the tenant's policy. Its version and etag do not matter.
     *
     * @generated from field: throughline.v1.Policy policy = 1;
     */
    policy?: Policy | undefined;
    /**
     * Only alerts that fire from this instant on are told. Unset means all of history.
     *
     * @generated from field: google.protobuf.Timestamp start_time = 2;
     */
    startTime?: Timestamp | undefined;
    /**
     * Only alerts that fire before this instant are told. Unset means up to now.
     *
     * @generated from field: google.protobuf.Timestamp end_time = 3;
     */
    endTime?: Timestamp | undefined;
    /**
     * Incidents that a person remembers: which of them the policy would have caught.
     *
     * @generated from field: repeated throughline.v1.MarkedIncident incidents = 4;
     */
    incidents: MarkedIncident[];
};
/**
 * Describes the message throughline.v1.SimulatePolicyRequest.
 * Use `create(SimulatePolicyRequestSchema)` to create a new message.
 */
export declare const SimulatePolicyRequestSchema: GenMessage<SimulatePolicyRequest>;
/**
 * MarkedIncident is a break that was known, to try a policy against.
 *
 * @generated from message throughline.v1.MarkedIncident
 */
export type MarkedIncident = Message<"throughline.v1.MarkedIncident"> & {
    /**
     * What it is called.
     *
     * @generated from field: string display_name = 1;
     */
    displayName: string;
    /**
     * The side where the journey was before the handoff. Direction does not matter.
     *
     * @generated from field: string from_touchpoint = 2;
     */
    fromTouchpoint: string;
    /**
     * The side where it should have gone on.
     *
     * @generated from field: string to_touchpoint = 3;
     */
    toTouchpoint: string;
    /**
     * From when on an alert would have been of use.
     *
     * @generated from field: google.protobuf.Timestamp start_time = 4;
     */
    startTime?: Timestamp | undefined;
    /**
     * Until when.
     *
     * @generated from field: google.protobuf.Timestamp end_time = 5;
     */
    endTime?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.MarkedIncident.
 * Use `create(MarkedIncidentSchema)` to create a new message.
 */
export declare const MarkedIncidentSchema: GenMessage<MarkedIncident>;
/**
 * Response of SimulatePolicy.
 *
 * @generated from message throughline.v1.SimulatePolicyResponse
 */
export type SimulatePolicyResponse = Message<"throughline.v1.SimulatePolicyResponse"> & {
    /**
     * What the draft gives.
     *
     * @generated from field: throughline.v1.SimulatedPolicy draft = 1;
     */
    draft?: SimulatedPolicy | undefined;
    /**
     * What the present policy gives over the same history, had it always been in force. Unset when
     * the tenant has none.
     *
     * @generated from field: throughline.v1.SimulatedPolicy present = 2;
     */
    present?: SimulatedPolicy | undefined;
    /**
     * The instant up to which history was simulated.
     *
     * @generated from field: google.protobuf.Timestamp simulated_until = 3;
     */
    simulatedUntil?: Timestamp | undefined;
    /**
     * How many mentions that history has.
     *
     * @generated from field: int64 mention_count = 4;
     */
    mentionCount: bigint;
    /**
     * How many of people's decisions could not be carried out again, because the texts have been
     * read again since.
     *
     * @generated from field: int32 skipped_decisions = 5;
     */
    skippedDecisions: number;
    /**
     * Etag of the policy that is present: UpdatePolicy with it sets the draft only if nobody changed
     * the policy meanwhile.
     *
     * @generated from field: string present_etag = 6;
     */
    presentEtag: string;
};
/**
 * Describes the message throughline.v1.SimulatePolicyResponse.
 * Use `create(SimulatePolicyResponseSchema)` to create a new message.
 */
export declare const SimulatePolicyResponseSchema: GenMessage<SimulatePolicyResponse>;
/**
 * SimulatedPolicy is what one policy gives over a stretch of history.
 *
 * @generated from message throughline.v1.SimulatedPolicy
 */
export type SimulatedPolicy = Message<"throughline.v1.SimulatedPolicy"> & {
    /**
     * Alerts that come to fire, again ones included.
     *
     * @generated from field: int32 firing_count = 1;
     */
    firingCount: number;
    /**
     * The same for each week of the stretch.
     *
     * @generated from field: double firings_per_week = 2;
     */
    firingsPerWeek: number;
    /**
     * How many times a cluster is held for review.
     *
     * @generated from field: int32 held_count = 3;
     */
    heldCount: number;
    /**
     * How many clusters come near and never fire.
     *
     * @generated from field: int32 near_only_count = 4;
     */
    nearOnlyCount: number;
    /**
     * The alerts that fire, in order; at most 500.
     *
     * @generated from field: repeated throughline.v1.SimulatedAlert alerts = 5;
     */
    alerts: SimulatedAlert[];
    /**
     * The marked incidents, in the order in which they were given.
     *
     * @generated from field: repeated throughline.v1.SimulatedIncident incidents = 6;
     */
    incidents: SimulatedIncident[];
};
/**
 * Describes the message throughline.v1.SimulatedPolicy.
 * Use `create(SimulatedPolicySchema)` to create a new message.
 */
export declare const SimulatedPolicySchema: GenMessage<SimulatedPolicy>;
/**
 * SimulatedAlert is one firing of an alert.
 *
 * @generated from message throughline.v1.SimulatedAlert
 */
export type SimulatedAlert = Message<"throughline.v1.SimulatedAlert"> & {
    /**
     * The cluster, "tenants/{tenant}/clusters/{cluster}". Where texts were read again since, it may
     * have another id now.
     *
     * @generated from field: string cluster = 1;
     */
    cluster: string;
    /**
     * Id of the side where the journey was before the handoff.
     *
     * @generated from field: string from_touchpoint = 2;
     */
    fromTouchpoint: string;
    /**
     * Id of the side where it should have gone on.
     *
     * @generated from field: string to_touchpoint = 3;
     */
    toTouchpoint: string;
    /**
     * How it breaks.
     *
     * @generated from field: throughline.v1.FailureMode failure_mode = 4;
     */
    failureMode: FailureMode;
    /**
     * When it comes to fire.
     *
     * @generated from field: google.protobuf.Timestamp fired_at = 5;
     */
    firedAt?: Timestamp | undefined;
    /**
     * When it fades; unset when it fires to the end.
     *
     * @generated from field: google.protobuf.Timestamp faded_at = 6;
     */
    fadedAt?: Timestamp | undefined;
    /**
     * The rule that it fires by; empty for thresholds that are stated directly.
     *
     * @generated from field: string rule = 7;
     */
    rule: string;
    /**
     * Of the rule.
     *
     * @generated from field: throughline.v1.Severity severity = 8;
     */
    severity: Severity;
    /**
     * Distinct customers in the rule's window when it fires.
     *
     * @generated from field: int32 customer_count = 9;
     */
    customerCount: number;
    /**
     * Distinct accounts in the rule's window when it fires.
     *
     * @generated from field: int32 account_count = 10;
     */
    accountCount: number;
    /**
     * Distinct locations in the rule's window when it fires.
     *
     * @generated from field: int32 location_count = 11;
     */
    locationCount: number;
    /**
     * Why, in words with figures.
     *
     * @generated from field: string reason = 12;
     */
    reason: string;
};
/**
 * Describes the message throughline.v1.SimulatedAlert.
 * Use `create(SimulatedAlertSchema)` to create a new message.
 */
export declare const SimulatedAlertSchema: GenMessage<SimulatedAlert>;
/**
 * SimulatedIncident says whether a marked incident is caught.
 *
 * @generated from message throughline.v1.SimulatedIncident
 */
export type SimulatedIncident = Message<"throughline.v1.SimulatedIncident"> & {
    /**
     * What it is called.
     *
     * @generated from field: string display_name = 1;
     */
    displayName: string;
    /**
     * An alert about its seam fires within its time.
     *
     * @generated from field: bool caught = 2;
     */
    caught: boolean;
    /**
     * When the first of them comes to fire; unset when none does.
     *
     * @generated from field: google.protobuf.Timestamp fired_at = 3;
     */
    firedAt?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.SimulatedIncident.
 * Use `create(SimulatedIncidentSchema)` to create a new message.
 */
export declare const SimulatedIncidentSchema: GenMessage<SimulatedIncident>;
/**
 * Request of GetPolicy.
 *
 * @generated from message throughline.v1.GetPolicyRequest
 */
export type GetPolicyRequest = Message<"throughline.v1.GetPolicyRequest"> & {
    /**
     * "tenants/{tenant}/policy".
     *
     * @generated from field: string name = 1;
     */
    name: string;
};
/**
 * Describes the message throughline.v1.GetPolicyRequest.
 * Use `create(GetPolicyRequestSchema)` to create a new message.
 */
export declare const GetPolicyRequestSchema: GenMessage<GetPolicyRequest>;
/**
 * Request of UpdatePolicy.
 *
 * @generated from message throughline.v1.UpdatePolicyRequest
 */
export type UpdatePolicyRequest = Message<"throughline.v1.UpdatePolicyRequest"> & {
    /**
     * The whole policy as it shall be.
     *
     * @generated from field: throughline.v1.Policy policy = 1;
     */
    policy?: Policy | undefined;
};
/**
 * Describes the message throughline.v1.UpdatePolicyRequest.
 * Use `create(UpdatePolicyRequestSchema)` to create a new message.
 */
export declare const UpdatePolicyRequestSchema: GenMessage<UpdatePolicyRequest>;
/**
 * Severity says how much an alert matters beside others.
 *
 * @generated from enum throughline.v1.Severity
 */
export declare enum Severity {
    /**
     * Not set.
     *
     * @generated from enum value: SEVERITY_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * The lowest.
     *
     * @generated from enum value: SEVERITY_LOW = 1;
     */
    LOW = 1,
    /**
     * Where nothing is said.
     *
     * @generated from enum value: SEVERITY_MEDIUM = 2;
     */
    MEDIUM = 2,
    /**
     * Above most.
     *
     * @generated from enum value: SEVERITY_HIGH = 3;
     */
    HIGH = 3,
    /**
     * Above all.
     *
     * @generated from enum value: SEVERITY_CRITICAL = 4;
     */
    CRITICAL = 4
}
/**
 * Describes the enum throughline.v1.Severity.
 */
export declare const SeveritySchema: GenEnum<Severity>;
/**
 * ReviewGate says when a person must look before an alert fires.
 *
 * @generated from enum throughline.v1.ReviewGate
 */
export declare enum ReviewGate {
    /**
     * Not set.
     *
     * @generated from enum value: REVIEW_GATE_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Until a person has confirmed one of the cluster's mentions.
     *
     * @generated from enum value: REVIEW_GATE_ALWAYS = 1;
     */
    ALWAYS = 1,
    /**
     * When nothing is missing but agreement: consistency or confidence.
     *
     * @generated from enum value: REVIEW_GATE_WHEN_WEAK = 2;
     */
    WHEN_WEAK = 2,
    /**
     * Never.
     *
     * @generated from enum value: REVIEW_GATE_NEVER = 3;
     */
    NEVER = 3
}
/**
 * Describes the enum throughline.v1.ReviewGate.
 */
export declare const ReviewGateSchema: GenEnum<ReviewGate>;
/**
 * PolicyMetric is something that a threshold may ask for of a cluster over the window.
 *
 * @generated from enum throughline.v1.PolicyMetric
 */
export declare enum PolicyMetric {
    /**
     * Not set.
     *
     * @generated from enum value: POLICY_METRIC_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Distinct customers.
     *
     * @generated from enum value: POLICY_METRIC_CUSTOMERS = 1;
     */
    CUSTOMERS = 1,
    /**
     * Interactions, without copies.
     *
     * @generated from enum value: POLICY_METRIC_INTERACTIONS = 2;
     */
    INTERACTIONS = 2,
    /**
     * Distinct accounts.
     *
     * @generated from enum value: POLICY_METRIC_ACCOUNTS = 3;
     */
    ACCOUNTS = 3,
    /**
     * Accounts of high value.
     *
     * @generated from enum value: POLICY_METRIC_HIGH_VALUE_ACCOUNTS = 4;
     */
    HIGH_VALUE_ACCOUNTS = 4,
    /**
     * UTC days with a complaint.
     *
     * @generated from enum value: POLICY_METRIC_DISTINCT_DAYS = 5;
     */
    DISTINCT_DAYS = 5,
    /**
     * ISO weeks with a complaint.
     *
     * @generated from enum value: POLICY_METRIC_DISTINCT_WEEKS = 6;
     */
    DISTINCT_WEEKS = 6,
    /**
     * Distinct locations.
     *
     * @generated from enum value: POLICY_METRIC_LOCATIONS = 7;
     */
    LOCATIONS = 7,
    /**
     * Distinct sources.
     *
     * @generated from enum value: POLICY_METRIC_SOURCES = 8;
     */
    SOURCES = 8,
    /**
     * Affected accounts whose contract is due within within_days after the window.
     *
     * @generated from enum value: POLICY_METRIC_RENEWALS_DUE = 9;
     */
    RENEWALS_DUE = 9,
    /**
     * Money at stake of one kind in one currency, in whole units of it.
     *
     * @generated from enum value: POLICY_METRIC_EXPOSURE = 10;
     */
    EXPOSURE = 10,
    /**
     * Share of the located complaints at the three places with most, 0 to 1.
     *
     * @generated from enum value: POLICY_METRIC_CONCENTRATION = 11;
     */
    CONCENTRATION = 11,
    /**
     * Agreement of the cluster's members on the seam, 0 to 1.
     *
     * @generated from enum value: POLICY_METRIC_CONSISTENCY = 12;
     */
    CONSISTENCY = 12,
    /**
     * Mean confidence of the cluster's members that something broke, 0 to 1.
     *
     * @generated from enum value: POLICY_METRIC_CONFIDENCE = 13;
     */
    CONFIDENCE = 13
}
/**
 * Describes the enum throughline.v1.PolicyMetric.
 */
export declare const PolicyMetricSchema: GenEnum<PolicyMetric>;
/**
 * PolicyService holds the thresholds from which a cluster becomes an alert.
 *
 * @generated from service throughline.v1.PolicyService
 */
export declare const PolicyService: GenService<{
    /**
     * Reads the current policy. A tenant that never set one has an empty policy of version 0, and
     * no alert fires. Needs role viewer.
     *
     * @generated from rpc throughline.v1.PolicyService.GetPolicy
     */
    getPolicy: {
        methodKind: "unary";
        input: typeof GetPolicyRequestSchema;
        output: typeof PolicySchema;
    };
    /**
     * Replaces the whole policy and answers with its new version. Every cluster is judged by it
     * within seconds. A policy that is equal to the current one makes no new version.
     *
     * Needs role admin. Errors: FIELD_INVALID with the path of every field that is wrong, which
     * includes thresholds that could never be reached; ETAG_MISMATCH.
     *
     * @generated from rpc throughline.v1.PolicyService.UpdatePolicy
     */
    updatePolicy: {
        methodKind: "unary";
        input: typeof UpdatePolicyRequestSchema;
        output: typeof PolicySchema;
    };
    /**
     * Judges a draft over the tenant's history, beside the policy that is present, and changes
     * nothing. It runs the evaluator that runs live over everything that came in, late and out of
     * order as it did, at the instants at which live evaluated. Accounts, locations and records are
     * taken as they are now, mentions as they are read now.
     *
     * The first call groups the history, which takes a while for a long one; calls after it do not.
     * Needs role viewer. Errors: FIELD_INVALID with the path of every field that is wrong.
     *
     * @generated from rpc throughline.v1.PolicyService.SimulatePolicy
     */
    simulatePolicy: {
        methodKind: "unary";
        input: typeof SimulatePolicyRequestSchema;
        output: typeof SimulatePolicyResponseSchema;
    };
}>;
