import type { GenEnum, GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { FailureMode, Quote } from "./common_pb.js";
import type { CreateFixRequestSchema, FixEffectSchema, FixSchema, GetFixEffectRequestSchema, ListFixesRequestSchema, ListFixesResponseSchema } from "./fix_pb.js";
import type { Policy, PolicyMetric, Severity } from "./policy_pb.js";
import type { Reading, SignalStrength } from "./reading_pb.js";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file throughline/v1/alert.proto.
 */
export declare const file_throughline_v1_alert: GenFile;
/**
 * Alert is the continuity alert about one cluster: what broke, where customers get stuck, what
 * they say, who is affected, what is at stake, how sure it is, whose it is and what to do. A
 * cluster has one alert for life.
 *
 * @generated from message throughline.v1.Alert
 */
export type Alert = Message<"throughline.v1.Alert"> & {
    /**
     * "tenants/{tenant}/alerts/{alert}", a UUID.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The cluster that it is about, "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string cluster = 2;
     */
    cluster: string;
    /**
     * Where it is in its life.
     *
     * @generated from field: throughline.v1.AlertState state = 3;
     */
    state: AlertState;
    /**
     * How many changes it has gone through: the number of the last one.
     *
     * @generated from field: int32 change_count = 4;
     */
    changeCount: number;
    /**
     * When it first changed.
     *
     * @generated from field: google.protobuf.Timestamp opened_at = 5;
     */
    openedAt?: Timestamp | undefined;
    /**
     * When it last changed.
     *
     * @generated from field: google.protobuf.Timestamp changed_at = 6;
     */
    changedAt?: Timestamp | undefined;
    /**
     * When it first fired; unset when it never did.
     *
     * @generated from field: google.protobuf.Timestamp fired_at = 7;
     */
    firedAt?: Timestamp | undefined;
    /**
     * In a sentence: what breaks.
     *
     * @generated from field: string what_broke = 8;
     */
    whatBroke: string;
    /**
     * The journeys of the map that pass the seam. May be empty.
     *
     * @generated from field: repeated throughline.v1.JourneyReference journeys = 9;
     */
    journeys: JourneyReference[];
    /**
     * The side where the journey was before the handoff.
     *
     * @generated from field: throughline.v1.TouchpointReference from_side = 10;
     */
    fromSide?: TouchpointReference | undefined;
    /**
     * The side where it should have gone on: where customers get stuck. reading.locations and
     * reading.channels say more closely where.
     *
     * @generated from field: throughline.v1.TouchpointReference to_side = 11;
     */
    toSide?: TouchpointReference | undefined;
    /**
     * What was measured at the last change: quotes, who is affected, exposure, signal strength,
     * coverage.
     *
     * @generated from field: throughline.v1.Reading reading = 12;
     */
    reading?: Reading | undefined;
    /**
     * What customers need: the demand behind the complaints.
     *
     * @generated from field: throughline.v1.Demand demand = 13;
     */
    demand?: Demand | undefined;
    /**
     * Other breaks that share a touchpoint with this one, the loudest first, at most 5.
     *
     * @generated from field: repeated throughline.v1.Neighbour neighbours = 14;
     */
    neighbours: Neighbour[];
    /**
     * Who answers for the seam, accountable first; empty when nobody is known.
     *
     * @generated from field: repeated throughline.v1.Owner owners = 15;
     */
    owners: Owner[];
    /**
     * The journey map names nobody who answers for the seam; owners are at best likely.
     *
     * @generated from field: bool unowned = 16;
     */
    unowned: boolean;
    /**
     * What to do about it.
     *
     * @generated from field: throughline.v1.RecommendedFix recommended_fix = 17;
     */
    recommendedFix?: RecommendedFix | undefined;
    /**
     * The last change: why it is in this state, and what differs from the change before.
     *
     * @generated from field: throughline.v1.AlertChange last_change = 18;
     */
    lastChange?: AlertChange | undefined;
    /**
     * What it fired on, frozen when it last came to fire; unset when it never did, and in the
     * basic view.
     *
     * @generated from field: throughline.v1.AlertEvidence evidence = 19;
     */
    evidence?: AlertEvidence | undefined;
    /**
     * Changes with every change of the alert.
     *
     * @generated from field: string etag = 20;
     */
    etag: string;
    /**
     * The title of its cluster at the last change.
     *
     * @generated from field: string title = 21;
     */
    title: string;
};
/**
 * Describes the message throughline.v1.Alert.
 * Use `create(AlertSchema)` to create a new message.
 */
export declare const AlertSchema: GenMessage<Alert>;
/**
 * TouchpointReference names a touchpoint of the map.
 *
 * @generated from message throughline.v1.TouchpointReference
 */
export type TouchpointReference = Message<"throughline.v1.TouchpointReference"> & {
    /**
     * Its id.
     *
     * @generated from field: string id = 1;
     */
    id: string;
    /**
     * What people call it; the id when the map has no name.
     *
     * @generated from field: string display_name = 2;
     */
    displayName: string;
    /**
     * Id of the team that owns it, or empty.
     *
     * @generated from field: string team = 3;
     */
    team: string;
};
/**
 * Describes the message throughline.v1.TouchpointReference.
 * Use `create(TouchpointReferenceSchema)` to create a new message.
 */
export declare const TouchpointReferenceSchema: GenMessage<TouchpointReference>;
/**
 * JourneyReference names a journey of the map.
 *
 * @generated from message throughline.v1.JourneyReference
 */
export type JourneyReference = Message<"throughline.v1.JourneyReference"> & {
    /**
     * Its id.
     *
     * @generated from field: string id = 1;
     */
    id: string;
    /**
     * What people call it.
     *
     * @generated from field: string display_name = 2;
     */
    displayName: string;
    /**
     * Its touchpoints, in order.
     *
     * @generated from field: repeated throughline.v1.TouchpointReference steps = 3;
     */
    steps: TouchpointReference[];
};
/**
 * Describes the message throughline.v1.JourneyReference.
 * Use `create(JourneyReferenceSchema)` to create a new message.
 */
export declare const JourneyReferenceSchema: GenMessage<JourneyReference>;
/**
 * Demand is what customers need, with the words in which they say so themselves.
 *
 * @generated from message throughline.v1.Demand
 */
export type Demand = Message<"throughline.v1.Demand"> & {
    /**
     * What they need, in a sentence.
     *
     * @generated from field: string need = 1;
     */
    need: string;
    /**
     * Those of the reading's quotes that voice a need. May be empty.
     *
     * @generated from field: repeated throughline.v1.Quote heard = 2;
     */
    heard: Quote[];
};
/**
 * Describes the message throughline.v1.Demand.
 * Use `create(DemandSchema)` to create a new message.
 */
export declare const DemandSchema: GenMessage<Demand>;
/**
 * Neighbour is another break that shares a touchpoint with an alert's seam.
 *
 * @generated from message throughline.v1.Neighbour
 */
export type Neighbour = Message<"throughline.v1.Neighbour"> & {
    /**
     * Its cluster, "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string cluster = 1;
     */
    cluster: string;
    /**
     * The side where the journey was before the handoff.
     *
     * @generated from field: throughline.v1.TouchpointReference from_side = 2;
     */
    fromSide?: TouchpointReference | undefined;
    /**
     * The side where it should have gone on.
     *
     * @generated from field: throughline.v1.TouchpointReference to_side = 3;
     */
    toSide?: TouchpointReference | undefined;
    /**
     * How it breaks.
     *
     * @generated from field: throughline.v1.FailureMode failure_mode = 4;
     */
    failureMode: FailureMode;
    /**
     * State of its alert.
     *
     * @generated from field: throughline.v1.AlertState state = 5;
     */
    state: AlertState;
    /**
     * How strong the signal on its seam is.
     *
     * @generated from field: throughline.v1.SignalStrength strength = 6;
     */
    strength: SignalStrength;
    /**
     * Distinct customers over the policy's window.
     *
     * @generated from field: int32 customer_count = 7;
     */
    customerCount: number;
};
/**
 * Describes the message throughline.v1.Neighbour.
 * Use `create(NeighbourSchema)` to create a new message.
 */
export declare const NeighbourSchema: GenMessage<Neighbour>;
/**
 * Owner is a team and why it is told.
 *
 * @generated from message throughline.v1.Owner
 */
export type Owner = Message<"throughline.v1.Owner"> & {
    /**
     * Id of the team.
     *
     * @generated from field: string team = 1;
     */
    team: string;
    /**
     * Why.
     *
     * @generated from field: throughline.v1.OwnerRole role = 2;
     */
    role: OwnerRole;
    /**
     * Proposed from the teams of the touchpoints; the journey map does not say so itself.
     *
     * @generated from field: bool likely = 3;
     */
    likely: boolean;
};
/**
 * Describes the message throughline.v1.Owner.
 * Use `create(OwnerSchema)` to create a new message.
 */
export declare const OwnerSchema: GenMessage<Owner>;
/**
 * RecommendedFix is what to do about a broken handoff, from the playbook for its failure mode
 * and the kinds of its touchpoints.
 *
 * @generated from message throughline.v1.RecommendedFix
 */
export type RecommendedFix = Message<"throughline.v1.RecommendedFix"> & {
    /**
     * In a line.
     *
     * @generated from field: string title = 1;
     */
    title: string;
    /**
     * In order.
     *
     * @generated from field: repeated string steps = 2;
     */
    steps: string[];
};
/**
 * Describes the message throughline.v1.RecommendedFix.
 * Use `create(RecommendedFixSchema)` to create a new message.
 */
export declare const RecommendedFixSchema: GenMessage<RecommendedFix>;
/**
 * AlertChange is one step in an alert's life.
 *
 * @generated from message throughline.v1.AlertChange
 */
export type AlertChange = Message<"throughline.v1.AlertChange"> & {
    /**
     * Counts the alert's changes from 1, without a gap.
     *
     * @generated from field: int32 number = 1;
     */
    number: number;
    /**
     * When it was evaluated.
     *
     * @generated from field: google.protobuf.Timestamp changed_at = 2;
     */
    changedAt?: Timestamp | undefined;
    /**
     * State before.
     *
     * @generated from field: throughline.v1.AlertState previous_state = 3;
     */
    previousState: AlertState;
    /**
     * State after.
     *
     * @generated from field: throughline.v1.AlertState state = 4;
     */
    state: AlertState;
    /**
     * Why, in words with figures.
     *
     * @generated from field: string reason = 5;
     */
    reason: string;
    /**
     * Version of the policy that it was judged by.
     *
     * @generated from field: int64 policy_version = 6;
     */
    policyVersion: bigint;
    /**
     * What the policy said.
     *
     * @generated from field: throughline.v1.Outcome outcome = 7;
     */
    outcome?: Outcome | undefined;
    /**
     * What differs from the change before; unset at the first.
     *
     * @generated from field: throughline.v1.SinceLast since_last = 8;
     */
    sinceLast?: SinceLast | undefined;
    /**
     * Owners whom no enabled route reached: they have not been told. Empty where nobody was to be
     * told.
     *
     * @generated from field: repeated throughline.v1.Owner unrouted_owners = 9;
     */
    unroutedOwners: Owner[];
};
/**
 * Describes the message throughline.v1.AlertChange.
 * Use `create(AlertChangeSchema)` to create a new message.
 */
export declare const AlertChangeSchema: GenMessage<AlertChange>;
/**
 * SinceLast is how a reading differs from the one at the alert's change before.
 *
 * @generated from message throughline.v1.SinceLast
 */
export type SinceLast = Message<"throughline.v1.SinceLast"> & {
    /**
     * When the change before was.
     *
     * @generated from field: google.protobuf.Timestamp changed_at = 1;
     */
    changedAt?: Timestamp | undefined;
    /**
     * More interactions in the window; negative when fewer.
     *
     * @generated from field: int32 interaction_delta = 2;
     */
    interactionDelta: number;
    /**
     * More customers in the window; negative when fewer.
     *
     * @generated from field: int32 customer_delta = 3;
     */
    customerDelta: number;
    /**
     * More accounts in the window; negative when fewer.
     *
     * @generated from field: int32 account_delta = 4;
     */
    accountDelta: number;
    /**
     * Accounts that were not affected then.
     *
     * @generated from field: int32 new_account_count = 5;
     */
    newAccountCount: number;
    /**
     * Locations that had no complaint then, by name, or id where there is none; at most 20.
     *
     * @generated from field: repeated string new_locations = 6;
     */
    newLocations: string[];
    /**
     * More voices in the window; negative when fewer.
     *
     * @generated from field: int32 voice_delta = 7;
     */
    voiceDelta: number;
};
/**
 * Describes the message throughline.v1.SinceLast.
 * Use `create(SinceLastSchema)` to create a new message.
 */
export declare const SinceLastSchema: GenMessage<SinceLast>;
/**
 * Outcome is what a policy says of a reading.
 *
 * @generated from message throughline.v1.Outcome
 */
export type Outcome = Message<"throughline.v1.Outcome"> & {
    /**
     * Each threshold that the policy asks for, and how the reading stands to it.
     *
     * @generated from field: repeated throughline.v1.Criterion criteria = 1;
     */
    criteria: Criterion[];
    /**
     * Every criterion is met.
     *
     * @generated from field: bool crossed = 2;
     */
    crossed: boolean;
    /**
     * Every criterion but consistency is met.
     *
     * @generated from field: bool disagrees = 3;
     */
    disagrees: boolean;
    /**
     * At or above the near level of customers.
     *
     * @generated from field: bool near = 4;
     */
    near: boolean;
    /**
     * Below the clear level of customers.
     *
     * @generated from field: bool clear = 5;
     */
    clear: boolean;
    /**
     * The near level, in customers.
     *
     * @generated from field: double near_from = 6;
     */
    nearFrom: number;
    /**
     * The clear level, in customers.
     *
     * @generated from field: double clear_below = 7;
     */
    clearBelow: number;
    /**
     * The rule that it is of; empty for thresholds that are stated directly.
     *
     * @generated from field: string rule = 8;
     */
    rule: string;
    /**
     * Of the rule.
     *
     * @generated from field: throughline.v1.Severity severity = 9;
     */
    severity: Severity;
    /**
     * Crossed or not, a person must look first.
     *
     * @generated from field: bool held = 10;
     */
    held: boolean;
    /**
     * No rule of the policy is about the cluster.
     *
     * @generated from field: bool uncovered = 11;
     */
    uncovered: boolean;
    /**
     * How far it is on the way to crossing, 0 to 1: that of what is missing most.
     *
     * @generated from field: double progress = 12;
     */
    progress: number;
    /**
     * Length of the rule's window in days.
     *
     * @generated from field: int32 window_days = 13;
     */
    windowDays: number;
};
/**
 * Describes the message throughline.v1.Outcome.
 * Use `create(OutcomeSchema)` to create a new message.
 */
export declare const OutcomeSchema: GenMessage<Outcome>;
/**
 * Criterion is one threshold and how a reading stands to it.
 *
 * @generated from message throughline.v1.Criterion
 */
export type Criterion = Message<"throughline.v1.Criterion"> & {
    /**
     * The policy's field, such as "min_customers"; of a rule, the metric, such as "customers".
     *
     * @generated from field: string threshold = 1;
     */
    threshold: string;
    /**
     * What was measured.
     *
     * @generated from field: double have = 2;
     */
    have: number;
    /**
     * What the policy asks for.
     *
     * @generated from field: double need = 3;
     */
    need: number;
    /**
     * Whether have is at least need.
     *
     * @generated from field: bool met = 4;
     */
    met: boolean;
    /**
     * One of those of which one is enough.
     *
     * @generated from field: bool alternative = 5;
     */
    alternative: boolean;
    /**
     * From which level on it is near; 0 where it has no such level.
     *
     * @generated from field: double near_from = 6;
     */
    nearFrom: number;
    /**
     * Below which level what fired is clear; 0 where it has no such level.
     *
     * @generated from field: double clear_below = 7;
     */
    clearBelow: number;
    /**
     * Of exposure, ISO 4217.
     *
     * @generated from field: string currency = 8;
     */
    currency: string;
};
/**
 * Describes the message throughline.v1.Criterion.
 * Use `create(CriterionSchema)` to create a new message.
 */
export declare const CriterionSchema: GenMessage<Criterion>;
/**
 * AlertEvidence is what an alert fired on. It never changes afterwards.
 *
 * @generated from message throughline.v1.AlertEvidence
 */
export type AlertEvidence = Message<"throughline.v1.AlertEvidence"> & {
    /**
     * When it came to fire.
     *
     * @generated from field: google.protobuf.Timestamp fired_at = 1;
     */
    firedAt?: Timestamp | undefined;
    /**
     * The policy as it was, with what it leaves out filled in.
     *
     * @generated from field: throughline.v1.Policy policy = 2;
     */
    policy?: Policy | undefined;
    /**
     * What was measured.
     *
     * @generated from field: throughline.v1.Reading reading = 3;
     */
    reading?: Reading | undefined;
    /**
     * What the policy said.
     *
     * @generated from field: throughline.v1.Outcome outcome = 4;
     */
    outcome?: Outcome | undefined;
    /**
     * The mentions of the cluster at that time, "tenants/{tenant}/mentions/{mention}", in the order
     * in which they joined.
     *
     * @generated from field: repeated string mentions = 5;
     */
    mentions: string[];
};
/**
 * Describes the message throughline.v1.AlertEvidence.
 * Use `create(AlertEvidenceSchema)` to create a new message.
 */
export declare const AlertEvidenceSchema: GenMessage<AlertEvidence>;
/**
 * Request of GetAlert.
 *
 * @generated from message throughline.v1.GetAlertRequest
 */
export type GetAlertRequest = Message<"throughline.v1.GetAlertRequest"> & {
    /**
     * "tenants/{tenant}/alerts/{alert}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * How much is told. Default: full.
     *
     * @generated from field: throughline.v1.AlertView view = 2;
     */
    view: AlertView;
};
/**
 * Describes the message throughline.v1.GetAlertRequest.
 * Use `create(GetAlertRequestSchema)` to create a new message.
 */
export declare const GetAlertRequestSchema: GenMessage<GetAlertRequest>;
/**
 * Request of ListAlerts.
 *
 * @generated from message throughline.v1.ListAlertsRequest
 */
export type ListAlertsRequest = Message<"throughline.v1.ListAlertsRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Most alerts in one page: 1 to 100; 0 means 25. A page may hold fewer.
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
     * Only those in one of these states; empty for all.
     *
     * @generated from field: repeated throughline.v1.AlertState states = 4;
     */
    states: AlertState[];
    /**
     * How much is told. Default: basic.
     *
     * @generated from field: throughline.v1.AlertView view = 5;
     */
    view: AlertView;
};
/**
 * Describes the message throughline.v1.ListAlertsRequest.
 * Use `create(ListAlertsRequestSchema)` to create a new message.
 */
export declare const ListAlertsRequestSchema: GenMessage<ListAlertsRequest>;
/**
 * Response of ListAlerts.
 *
 * @generated from message throughline.v1.ListAlertsResponse
 */
export type ListAlertsResponse = Message<"throughline.v1.ListAlertsResponse"> & {
    /**
     * The page.
     *
     * @generated from field: repeated throughline.v1.Alert alerts = 1;
     */
    alerts: Alert[];
    /**
     * Gives the next page; empty on the last one.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message throughline.v1.ListAlertsResponse.
 * Use `create(ListAlertsResponseSchema)` to create a new message.
 */
export declare const ListAlertsResponseSchema: GenMessage<ListAlertsResponse>;
/**
 * Request of WatchAlerts.
 *
 * @generated from message throughline.v1.WatchAlertsRequest
 */
export type WatchAlertsRequest = Message<"throughline.v1.WatchAlertsRequest"> & {
    /**
     * "tenants/{tenant}".
     *
     * @generated from field: string parent = 1;
     */
    parent: string;
    /**
     * Only changes to one of these states; empty for all.
     *
     * @generated from field: repeated throughline.v1.AlertState states = 2;
     */
    states: AlertState[];
    /**
     * resume_token of the last message that was handled, with the same filter; empty for changes
     * from now on.
     *
     * @generated from field: string resume_token = 3;
     */
    resumeToken: string;
};
/**
 * Describes the message throughline.v1.WatchAlertsRequest.
 * Use `create(WatchAlertsRequestSchema)` to create a new message.
 */
export declare const WatchAlertsRequestSchema: GenMessage<WatchAlertsRequest>;
/**
 * One message of WatchAlerts.
 *
 * @generated from message throughline.v1.WatchAlertsResponse
 */
export type WatchAlertsResponse = Message<"throughline.v1.WatchAlertsResponse"> & {
    /**
     * Resumes after this message.
     *
     * @generated from field: string resume_token = 1;
     */
    resumeToken: string;
    /**
     * What happened.
     *
     * @generated from oneof throughline.v1.WatchAlertsResponse.event
     */
    event: {
        /**
         * An alert changed.
         *
         * @generated from field: throughline.v1.AlertEvent alert_event = 2;
         */
        value: AlertEvent;
        case: "alertEvent";
    } | {
        /**
         * Nothing changed.
         *
         * @generated from field: throughline.v1.Heartbeat heartbeat = 3;
         */
        value: Heartbeat;
        case: "heartbeat";
    } | {
        case: undefined;
        value?: undefined;
    };
};
/**
 * Describes the message throughline.v1.WatchAlertsResponse.
 * Use `create(WatchAlertsResponseSchema)` to create a new message.
 */
export declare const WatchAlertsResponseSchema: GenMessage<WatchAlertsResponse>;
/**
 * AlertEvent is one change of an alert.
 *
 * @generated from message throughline.v1.AlertEvent
 */
export type AlertEvent = Message<"throughline.v1.AlertEvent"> & {
    /**
     * The change.
     *
     * @generated from field: throughline.v1.AlertChange change = 1;
     */
    change?: AlertChange | undefined;
    /**
     * The alert as it was after it, in the basic view. Its etag is left out when it has changed
     * again since.
     *
     * @generated from field: throughline.v1.Alert alert = 2;
     */
    alert?: Alert | undefined;
};
/**
 * Describes the message throughline.v1.AlertEvent.
 * Use `create(AlertEventSchema)` to create a new message.
 */
export declare const AlertEventSchema: GenMessage<AlertEvent>;
/**
 * Heartbeat says that the stream is alive and nothing has changed.
 *
 * @generated from message throughline.v1.Heartbeat
 */
export type Heartbeat = Message<"throughline.v1.Heartbeat"> & {
    /**
     * The server's clock.
     *
     * @generated from field: google.protobuf.Timestamp sent_at = 1;
     */
    sentAt?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.Heartbeat.
 * Use `create(HeartbeatSchema)` to create a new message.
 */
export declare const HeartbeatSchema: GenMessage<Heartbeat>;
/**
 * Request of ExplainAlert.
 *
 * @generated from message throughline.v1.ExplainAlertRequest
 */
export type ExplainAlertRequest = Message<"throughline.v1.ExplainAlertRequest"> & {
    /**
     * "tenants/{tenant}/alerts/{alert}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The moment in the past that is asked about. Unset means now.
     *
     * @generated from field: google.protobuf.Timestamp as_of = 2;
     */
    asOf?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.ExplainAlertRequest.
 * Use `create(ExplainAlertRequestSchema)` to create a new message.
 */
export declare const ExplainAlertRequestSchema: GenMessage<ExplainAlertRequest>;
/**
 * Request of ExplainCluster.
 *
 * @generated from message throughline.v1.ExplainClusterRequest
 */
export type ExplainClusterRequest = Message<"throughline.v1.ExplainClusterRequest"> & {
    /**
     * "tenants/{tenant}/clusters/{cluster}".
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * The moment in the past that is asked about. Unset means now.
     *
     * @generated from field: google.protobuf.Timestamp as_of = 2;
     */
    asOf?: Timestamp | undefined;
};
/**
 * Describes the message throughline.v1.ExplainClusterRequest.
 * Use `create(ExplainClusterRequestSchema)` to create a new message.
 */
export declare const ExplainClusterRequestSchema: GenMessage<ExplainClusterRequest>;
/**
 * Response of ExplainAlert and ExplainCluster.
 *
 * @generated from message throughline.v1.ExplainAlertResponse
 */
export type ExplainAlertResponse = Message<"throughline.v1.ExplainAlertResponse"> & {
    /**
     * The alert, "tenants/{tenant}/alerts/{alert}". It exists only once its state has changed.
     *
     * @generated from field: string alert = 1;
     */
    alert: string;
    /**
     * The state that is explained.
     *
     * @generated from field: throughline.v1.AlertState state = 2;
     */
    state: AlertState;
    /**
     * In words with figures: why it is in this state.
     *
     * @generated from field: string reason = 3;
     */
    reason: string;
    /**
     * When what is told was judged.
     *
     * @generated from field: google.protobuf.Timestamp judged_at = 4;
     */
    judgedAt?: Timestamp | undefined;
    /**
     * Version of the policy that it was judged by.
     *
     * @generated from field: int64 policy_version = 5;
     */
    policyVersion: bigint;
    /**
     * What decided the state.
     *
     * @generated from field: throughline.v1.Outcome deciding = 6;
     */
    deciding?: Outcome | undefined;
    /**
     * What every rule that is about the cluster says, in order of the policy.
     *
     * @generated from field: repeated throughline.v1.Outcome rules = 7;
     */
    rules: Outcome[];
    /**
     * Least changes each of which alone makes it fire; empty when it does.
     *
     * @generated from field: repeated throughline.v1.LeastChange would_fire = 8;
     */
    wouldFire: LeastChange[];
    /**
     * Least changes each of which alone leaves nothing that makes it fire; empty when nothing does.
     *
     * @generated from field: repeated throughline.v1.LeastChange would_stop = 9;
     */
    wouldStop: LeastChange[];
};
/**
 * Describes the message throughline.v1.ExplainAlertResponse.
 * Use `create(ExplainAlertResponseSchema)` to create a new message.
 */
export declare const ExplainAlertResponseSchema: GenMessage<ExplainAlertResponse>;
/**
 * LeastChange is a change of which all steps together are just enough.
 *
 * @generated from message throughline.v1.LeastChange
 */
export type LeastChange = Message<"throughline.v1.LeastChange"> & {
    /**
     * In words: "2 more customers and 1 more location within 6 days".
     *
     * @generated from field: string description = 1;
     */
    description: string;
    /**
     * The steps.
     *
     * @generated from field: repeated throughline.v1.ChangeStep steps = 2;
     */
    steps: ChangeStep[];
    /**
     * And a person must confirm one of the cluster's mentions.
     *
     * @generated from field: bool needs_confirmation = 3;
     */
    needsConfirmation: boolean;
    /**
     * What is to come must come within so many days after today: then complaints that count now
     * leave the window. Of no meaning for changes that take something away.
     *
     * @generated from field: int32 within_days = 4;
     */
    withinDays: number;
};
/**
 * Describes the message throughline.v1.LeastChange.
 * Use `create(LeastChangeSchema)` to create a new message.
 */
export declare const LeastChangeSchema: GenMessage<LeastChange>;
/**
 * ChangeStep is so much more or less of one metric.
 *
 * @generated from message throughline.v1.ChangeStep
 */
export type ChangeStep = Message<"throughline.v1.ChangeStep"> & {
    /**
     * The rule that looks at it; empty for thresholds that are stated directly.
     *
     * @generated from field: string rule = 1;
     */
    rule: string;
    /**
     * Length of the window in days over which it is measured.
     *
     * @generated from field: int32 window_days = 2;
     */
    windowDays: number;
    /**
     * Of what.
     *
     * @generated from field: throughline.v1.PolicyMetric metric = 3;
     */
    metric: PolicyMetric;
    /**
     * How much there is.
     *
     * @generated from field: double have = 4;
     */
    have: number;
    /**
     * How much more; below 0 for less.
     *
     * @generated from field: double by = 5;
     */
    by: number;
    /**
     * Of exposure, ISO 4217.
     *
     * @generated from field: string currency = 6;
     */
    currency: string;
};
/**
 * Describes the message throughline.v1.ChangeStep.
 * Use `create(ChangeStepSchema)` to create a new message.
 */
export declare const ChangeStepSchema: GenMessage<ChangeStep>;
/**
 * AlertState is where an alert is in its life.
 *
 * @generated from enum throughline.v1.AlertState
 */
export declare enum AlertState {
    /**
     * Not set.
     *
     * @generated from enum value: ALERT_STATE_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Complaints gather, below every level.
     *
     * @generated from enum value: ALERT_STATE_FORMING = 1;
     */
    FORMING = 1,
    /**
     * On the way to firing: above the policy's near level.
     *
     * @generated from enum value: ALERT_STATE_NEAR_THRESHOLD = 2;
     */
    NEAR_THRESHOLD = 2,
    /**
     * Enough complaints, but they do not agree on the seam: a person decides.
     *
     * @generated from enum value: ALERT_STATE_HELD_FOR_REVIEW = 3;
     */
    HELD_FOR_REVIEW = 3,
    /**
     * It crossed the policy and is still above the clear level.
     *
     * @generated from enum value: ALERT_STATE_FIRING = 4;
     */
    FIRING = 4,
    /**
     * It fired, and is now below the clear level.
     *
     * @generated from enum value: ALERT_STATE_FADING = 5;
     */
    FADING = 5
}
/**
 * Describes the enum throughline.v1.AlertState.
 */
export declare const AlertStateSchema: GenEnum<AlertState>;
/**
 * AlertView says how much of an alert is told.
 *
 * @generated from enum throughline.v1.AlertView
 */
export declare enum AlertView {
    /**
     * The method's default: full in GetAlert, basic elsewhere.
     *
     * @generated from enum value: ALERT_VIEW_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Everything but the lists of ids behind the numbers, and but evidence.
     *
     * @generated from enum value: ALERT_VIEW_BASIC = 1;
     */
    BASIC = 1,
    /**
     * Everything.
     *
     * @generated from enum value: ALERT_VIEW_FULL = 2;
     */
    FULL = 2
}
/**
 * Describes the enum throughline.v1.AlertView.
 */
export declare const AlertViewSchema: GenEnum<AlertView>;
/**
 * OwnerRole says why a team is told.
 *
 * @generated from enum throughline.v1.OwnerRole
 */
export declare enum OwnerRole {
    /**
     * Not set.
     *
     * @generated from enum value: OWNER_ROLE_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * Answers for the seam.
     *
     * @generated from enum value: OWNER_ROLE_ACCOUNTABLE = 1;
     */
    ACCOUNTABLE = 1,
    /**
     * Works on one of its sides.
     *
     * @generated from enum value: OWNER_ROLE_CONTRIBUTING = 2;
     */
    CONTRIBUTING = 2,
    /**
     * Is told because nobody else is known.
     *
     * @generated from enum value: OWNER_ROLE_FALLBACK = 3;
     */
    FALLBACK = 3
}
/**
 * Describes the enum throughline.v1.OwnerRole.
 */
export declare const OwnerRoleSchema: GenEnum<OwnerRole>;
/**
 * AlertService shows the continuity alerts: the broken handoffs that gather complaints, with
 * everything that a team needs to act.
 *
 * @generated from service throughline.v1.AlertService
 */
export declare const AlertService: GenService<{
    /**
     * Reads one alert, by default in the full view. Needs role viewer.
     * Errors: RESOURCE_NOT_FOUND.
     *
     * @generated from rpc throughline.v1.AlertService.GetAlert
     */
    getAlert: {
        methodKind: "unary";
        input: typeof GetAlertRequestSchema;
        output: typeof AlertSchema;
    };
    /**
     * Lists alerts, the latest changed first, by default in the basic view. Needs role viewer.
     * Errors: FIELD_INVALID, PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.AlertService.ListAlerts
     */
    listAlerts: {
        methodKind: "unary";
        input: typeof ListAlertsRequestSchema;
        output: typeof ListAlertsResponseSchema;
    };
    /**
     * Says why an alert is in its state, what is the least that would make it fire, and what would
     * have kept it from firing: now, or at a moment in the past. For the past it answers with what
     * was judged at the alert's last change by then, and says when that was; between two changes
     * the figures moved and the state did not.
     *
     * Needs role viewer. Errors: RESOURCE_NOT_FOUND; EXPLANATION_UNAVAILABLE where the tenant has no
     * policy, or nothing had changed by then.
     *
     * @generated from rpc throughline.v1.AlertService.ExplainAlert
     */
    explainAlert: {
        methodKind: "unary";
        input: typeof ExplainAlertRequestSchema;
        output: typeof ExplainAlertResponseSchema;
    };
    /**
     * The same for a cluster, which may never have come near: why it does not fire, and what would
     * make it. Needs role viewer. Errors: those of ExplainAlert.
     *
     * @generated from rpc throughline.v1.AlertService.ExplainCluster
     */
    explainCluster: {
        methodKind: "unary";
        input: typeof ExplainClusterRequestSchema;
        output: typeof ExplainAlertResponseSchema;
    };
    /**
     * Streams every change of every alert from now on, or from a resume token on. No change is
     * skipped; after a resume a change may come twice, so compare AlertChange.number.
     *
     * The first message comes at once, and another one at least every 15 seconds: a heartbeat when
     * nothing changed. Each message carries the token to resume after it. To hold a complete
     * picture: watch, wait for the first message, list, then apply what the watch brings.
     *
     * The stream ends with UNAVAILABLE when the server stops, or when the reader is too slow:
     * resume. Needs role viewer. Errors: RESUME_TOKEN_INVALID, RESUME_TOKEN_EXPIRED.
     *
     * @generated from rpc throughline.v1.AlertService.WatchAlerts
     */
    watchAlerts: {
        methodKind: "server_streaming";
        input: typeof WatchAlertsRequestSchema;
        output: typeof WatchAlertsResponseSchema;
    };
    /**
     * Records a fix that was shipped at a seam, so that its effect can be measured.
     *
     * Needs role reviewer. Errors: FIELD_INVALID (also for a touchpoint, location or channel that
     * is not known, and for a fix in the future or before the data), RESOURCE_ALREADY_EXISTS when
     * the same fix is recorded, REQUEST_ID_REUSED.
     *
     * @generated from rpc throughline.v1.AlertService.CreateFix
     */
    createFix: {
        methodKind: "unary";
        input: typeof CreateFixRequestSchema;
        output: typeof FixSchema;
    };
    /**
     * Lists fixes, the latest shipped first. Needs role viewer. Errors: PAGE_TOKEN_INVALID.
     *
     * @generated from rpc throughline.v1.AlertService.ListFixes
     */
    listFixes: {
        methodKind: "unary";
        input: typeof ListFixesRequestSchema;
        output: typeof ListFixesResponseSchema;
    };
    /**
     * Measures what a fix did: complaints about its break against what was to be expected by
     * volume, by the trend before it and by the locations that did not get it, with an interval.
     *
     * Needs role viewer. Errors: RESOURCE_NOT_FOUND, FIELD_INVALID (for an as_of before the fix or
     * after now).
     *
     * @generated from rpc throughline.v1.AlertService.GetFixEffect
     */
    getFixEffect: {
        methodKind: "unary";
        input: typeof GetFixEffectRequestSchema;
        output: typeof FixEffectSchema;
    };
}>;
